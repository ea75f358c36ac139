SELECT n, id, erased FROM record WHERE n > ?1 ORDER BY n LIMIT ?2
