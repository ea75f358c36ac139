SELECT id FROM casefile WHERE n = ?1
