SELECT erased FROM record WHERE id = ?1
