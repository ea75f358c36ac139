DELETE FROM record_key WHERE record = ?1
