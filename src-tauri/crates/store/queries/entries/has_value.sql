SELECT EXISTS (SELECT 1 FROM entry JOIN payload ON payload.entry = entry.n WHERE entry.record = ?1)
