DELETE FROM compartment_grant WHERE compartment = ?1 AND member = ?2
