INSERT OR REPLACE INTO compartment_grant (compartment, epoch, member, enc, sealed, granter, public, reason, at, signature)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
