UPDATE sealed_record SET wrapped = CASE record WHEN ?1 THEN ?4 ELSE ?3 END WHERE record IN (?1, ?2)
