DROP TRIGGER chunk_stands;
UPDATE attachment_chunk SET sealed = zeroblob(length(sealed)) WHERE attachment = (SELECT n FROM attachment ORDER BY n LIMIT 1) AND place = 1;
