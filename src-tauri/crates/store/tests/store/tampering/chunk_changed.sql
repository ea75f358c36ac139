DROP TRIGGER chunk_stands;
UPDATE attachment_chunk SET sealed = substr(sealed, 1, 99) || x'00ff' || substr(sealed, 102) WHERE attachment = (SELECT n FROM attachment ORDER BY n LIMIT 1) AND place = 1;
