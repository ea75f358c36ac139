UPDATE sealed_record SET epoch = ?2, wrapped = ?3 WHERE record = ?1
