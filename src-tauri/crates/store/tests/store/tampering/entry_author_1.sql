INSERT INTO member_ref (id) VALUES (zeroblob(16));
UPDATE entry SET author = (SELECT n FROM member_ref WHERE id = zeroblob(16)) WHERE n = 1;
