UPDATE term SET text = 'lock' WHERE text = 'open_case';
