SELECT n FROM device WHERE id = ?1
