DELETE FROM key_row WHERE record = ?1
