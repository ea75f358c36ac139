SELECT compartment.id, sealed_record.epoch, record.id, entry.id, category.text, sealed_record.wrapped, payload.sealed
FROM sealed_record
JOIN compartment ON compartment.n = sealed_record.compartment
JOIN record ON record.n = sealed_record.record
JOIN entry ON entry.record = record.n
JOIN term AS category ON category.n = entry.category
JOIN payload ON payload.entry = entry.n
ORDER BY entry.n
