SELECT n FROM record WHERE id = ?1
