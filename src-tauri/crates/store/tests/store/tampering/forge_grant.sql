INSERT INTO compartment_grant (compartment, epoch, member, enc, sealed, granter, public, reason, at, signature)
SELECT compartment, epoch, ?1, enc, sealed, granter, public, reason, at, signature FROM compartment_grant LIMIT 1
