SELECT n, id, code, epoch FROM compartment ORDER BY n
