SELECT n, id, code, epoch FROM compartment WHERE code = ?1
