SELECT sealed_record.record AS n, record.id FROM sealed_record JOIN record ON record.n = sealed_record.record
WHERE compartment = ?1 ORDER BY sealed_record.record
