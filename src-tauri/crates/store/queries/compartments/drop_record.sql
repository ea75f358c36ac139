DELETE FROM sealed_record WHERE record = ?1
