SELECT n FROM attachment WHERE id = ?1
