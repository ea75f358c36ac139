UPDATE record SET erased = 1, changed_at = ?2 WHERE n = ?1
