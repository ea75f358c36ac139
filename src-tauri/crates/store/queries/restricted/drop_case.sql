DELETE FROM case_row WHERE casefile = ?1
