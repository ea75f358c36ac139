SELECT compartment.id, sealed_record.compartment, sealed_record.epoch, sealed_record.wrapped
FROM sealed_record JOIN compartment ON compartment.n = sealed_record.compartment
WHERE sealed_record.record = ?1
