SELECT (at / 86400000 + 3) / 7 AS week, severity, count(*) AS incidents, sum(is_contact) AS contacts
FROM timeline_row INDEXED BY timeline_of_case
WHERE casefile = (SELECT n FROM casefile WHERE id = ?1) AND what = 'incident'
GROUP BY week, severity
ORDER BY week, severity
