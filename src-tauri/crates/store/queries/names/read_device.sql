SELECT id FROM device WHERE n = ?1
