DROP TRIGGER chunk_stands;
UPDATE attachment_chunk SET sealed = (
  SELECT other.sealed FROM attachment_chunk AS other WHERE other.attachment > attachment_chunk.attachment AND other.place = 1
) WHERE attachment = (SELECT n FROM attachment ORDER BY n LIMIT 1) AND place = 1;
