UPDATE payload SET salt = ?2, sealed = ?3 WHERE entry = ?1
