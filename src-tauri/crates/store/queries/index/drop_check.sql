DELETE FROM check_row WHERE record = ?1
