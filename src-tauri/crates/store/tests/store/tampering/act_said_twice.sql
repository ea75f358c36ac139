INSERT INTO act (n, id, device, seq, name, actor, agency, at, subject, reason, agreement, root, entries, previous, casefile)
SELECT 7, zeroblob(16), device, seq, name, actor, agency, at, subject, reason, agreement, root, entries, previous, casefile
FROM act WHERE n = 3;
