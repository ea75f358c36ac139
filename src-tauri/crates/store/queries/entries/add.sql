INSERT INTO entry (id, act, device, record, category, owner, seq, author, agency, at, field, definition, parents, commitment, previous)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
