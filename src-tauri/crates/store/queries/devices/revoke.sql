UPDATE known_device SET revoked_at = ?2, revoked_after = ?3 WHERE device = ?1 AND revoked_at = 0
