INSERT INTO sealed_record (record, compartment, epoch, wrapped) VALUES (?1, ?2, ?3, ?4)
