SELECT record.id, record.kind, record.owner, compartment.code
FROM record JOIN sealed_record ON sealed_record.record = record.n JOIN compartment ON compartment.n = sealed_record.compartment
WHERE record.casefile = (SELECT n FROM casefile WHERE id = ?1) AND record.casefile > 0 AND record.erased = 0
  AND EXISTS (SELECT 1 FROM head WHERE head.record = record.n)
ORDER BY record.n
