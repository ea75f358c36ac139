DELETE FROM record WHERE n = ?1
