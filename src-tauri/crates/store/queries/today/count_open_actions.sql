SELECT count(*) FROM action_row WHERE is_open = 1 AND due_on <= ?1
