DROP TRIGGER chunk_stands;
UPDATE attachment_chunk SET place = CASE place WHEN 1 THEN 102 ELSE 101 END WHERE attachment = (SELECT n FROM attachment ORDER BY n LIMIT 1) AND place IN (1, 2);
UPDATE attachment_chunk SET place = place - 100 WHERE attachment = (SELECT n FROM attachment ORDER BY n LIMIT 1) AND place > 100;
