SELECT entry.n, entry.id, entry.category, payload.salt, payload.sealed
FROM entry JOIN payload ON payload.entry = entry.n
WHERE entry.record = ?1
ORDER BY entry.n
