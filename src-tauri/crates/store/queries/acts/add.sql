INSERT INTO act (n, id, device, seq, name, actor, agency, at, subject, reason, agreement, root, entries, previous, casefile)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
