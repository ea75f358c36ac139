DELETE FROM opened WHERE record = ?1
