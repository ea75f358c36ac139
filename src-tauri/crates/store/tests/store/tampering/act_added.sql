INSERT INTO act (n, id, device, seq, name, actor, agency, at, subject, reason, agreement, root, entries, previous, casefile)
SELECT 7, zeroblob(16), device, 7, name, actor, agency, at, subject, reason, agreement, 7, entries, (SELECT act_hash FROM meta), casefile
FROM act WHERE n = 6;
