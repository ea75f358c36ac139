SELECT epoch, member, enc, sealed, granter, public, reason, at, signature
FROM compartment_grant
WHERE compartment = ?1
ORDER BY epoch, member
