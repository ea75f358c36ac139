UPDATE payload SET sealed = CASE entry WHEN ?1 THEN ?4 ELSE ?3 END WHERE entry IN (?1, ?2)
