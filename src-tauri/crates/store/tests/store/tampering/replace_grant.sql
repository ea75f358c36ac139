UPDATE compartment_grant SET enc = ?1, sealed = ?2, granter = ?3, public = ?4, signature = ?5, reason = ?6, at = ?7
WHERE member = ?8
