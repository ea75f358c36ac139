SELECT form, subject, at, sealed FROM draft WHERE author = ?1 AND form = ?2 AND subject = ?3
