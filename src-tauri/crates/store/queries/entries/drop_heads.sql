DELETE FROM head WHERE record = ?1
