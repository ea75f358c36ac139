SELECT sealed_record.record AS n, sealed_record.epoch, record.id
FROM sealed_record JOIN record ON record.n = sealed_record.record
WHERE sealed_record.compartment = ?1 AND sealed_record.epoch < ?2
ORDER BY sealed_record.record
