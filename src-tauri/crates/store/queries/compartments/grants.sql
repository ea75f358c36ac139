SELECT compartment_grant.compartment, compartment_grant.epoch, member, enc, sealed, granter, public, reason, at, signature
FROM compartment_grant JOIN compartment ON compartment.n = compartment_grant.compartment AND compartment.epoch = compartment_grant.epoch
WHERE compartment_grant.compartment = ?1 ORDER BY at, member
