DELETE FROM head WHERE record = ?1 AND field = ?2
