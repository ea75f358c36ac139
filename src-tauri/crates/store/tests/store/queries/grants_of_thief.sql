SELECT compartment.id, kept.epoch, kept.granter, kept.enc, kept.sealed, kept.signature, kept.public, kept.reason, kept.at
FROM compartment_grant AS kept JOIN compartment ON compartment.n = kept.compartment
WHERE kept.member = ?1
