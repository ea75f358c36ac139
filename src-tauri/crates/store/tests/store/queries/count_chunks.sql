SELECT count(*) FROM attachment_chunk
