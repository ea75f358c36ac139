UPDATE record SET changed_at = ?2 WHERE n = ?1
