SELECT text FROM find_name_row WHERE record = ?1
