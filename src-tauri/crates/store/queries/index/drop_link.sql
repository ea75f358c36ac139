DELETE FROM link_row WHERE record = ?1
