DELETE FROM compartment_grant WHERE compartment = ?1
