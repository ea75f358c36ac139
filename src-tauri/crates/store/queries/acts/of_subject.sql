SELECT act.n, act.id, act.device, act.seq, act.name, act.actor, act.agency, act.at, act.subject, act.reason, act.agreement,
  root.id AS root, act.entries, act.previous, casefile.id AS casefile
FROM act JOIN act AS root ON root.n = act.root JOIN casefile ON casefile.n = act.casefile
WHERE act.subject = ?4 AND length(act.subject) > 0 AND act.n < ?1 AND (?2 IS NULL OR act.name IN (SELECT term.n FROM json_each(?2) JOIN term ON term.text = json_each.value))
ORDER BY act.n DESC
LIMIT ?3
