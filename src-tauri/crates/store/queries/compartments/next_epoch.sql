UPDATE compartment SET epoch = ?2 WHERE n = ?1
