DELETE FROM action_row WHERE record = ?1
