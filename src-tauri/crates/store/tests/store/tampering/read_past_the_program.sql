SELECT record_key.key, entry.id, payload.sealed
FROM payload JOIN entry ON entry.n = payload.entry JOIN record_key ON record_key.record = entry.record
WHERE entry.n = 1
