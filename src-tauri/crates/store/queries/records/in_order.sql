SELECT n, id, erased FROM record ORDER BY n
