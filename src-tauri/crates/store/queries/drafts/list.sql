SELECT form, subject, at, sealed FROM draft WHERE author = ?1 ORDER BY at DESC, n
