DELETE FROM attachment_chunk WHERE attachment = (SELECT n FROM attachment ORDER BY n LIMIT 1) AND place = 3;
