SELECT n FROM casefile WHERE id = ?1
