SELECT state, level, count(*) AS cases FROM case_row GROUP BY state, level ORDER BY state, level
