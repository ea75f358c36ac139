SELECT compartment, epoch, member, enc, sealed, granter, public, reason, at, signature FROM compartment_grant WHERE member = ?1
