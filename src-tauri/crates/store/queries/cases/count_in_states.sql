SELECT count(*) FROM case_row INDEXED BY case_state WHERE state IN (SELECT value FROM json_each(?1))
