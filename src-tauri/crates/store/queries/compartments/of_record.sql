SELECT sealed_record.compartment, sealed_record.epoch, sealed_record.wrapped, compartment.id, record.id AS record
FROM sealed_record JOIN compartment ON compartment.n = sealed_record.compartment JOIN record ON record.n = sealed_record.record
WHERE sealed_record.record = ?1
