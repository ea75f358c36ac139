DELETE FROM timeline_row WHERE record = ?1
