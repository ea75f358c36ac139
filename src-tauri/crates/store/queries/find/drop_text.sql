DELETE FROM find_text_row WHERE record = ?1
