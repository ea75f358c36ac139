SELECT act.n, act.id, act.device, act.seq, act.name, act.actor, act.agency, act.at, act.subject, act.reason, act.agreement,
  root.id AS root, act.entries, act.previous, casefile.id AS casefile
FROM act JOIN act AS root ON root.n = act.root JOIN casefile ON casefile.n = act.casefile
WHERE act.n > ?1 AND act.n <= ?2
ORDER BY act.n
