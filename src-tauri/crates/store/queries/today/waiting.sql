SELECT agency, count(*) AS checks, min(asked_at) AS oldest
FROM check_row INDEXED BY check_unanswered
WHERE replied_at = 0
GROUP BY agency
ORDER BY oldest
