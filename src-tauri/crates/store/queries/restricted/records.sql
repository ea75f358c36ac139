SELECT n FROM record WHERE casefile = ?1
