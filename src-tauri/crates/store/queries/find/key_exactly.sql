SELECT record.id AS record, casefile.id AS casefile, key_row.key_text, key_row.key_kind
FROM key_row JOIN record ON record.n = key_row.record JOIN casefile ON casefile.n = key_row.casefile
WHERE key_row.key_text = ?1 AND key_row.key_kind = ?2
ORDER BY key_row.record
