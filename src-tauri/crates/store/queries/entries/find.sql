SELECT n FROM entry WHERE id = ?1
