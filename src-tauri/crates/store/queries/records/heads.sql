SELECT head.field, entry.id FROM head JOIN entry ON entry.n = head.entry WHERE head.record = ?1
