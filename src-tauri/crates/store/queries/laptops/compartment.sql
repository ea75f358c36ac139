SELECT n, id, code, epoch FROM compartment WHERE id = ?1
