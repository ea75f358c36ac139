SELECT sequence, bundle, previous, hash, sealed_at, at, through, changes, confirmed_at
FROM laptop_file
WHERE laptop = (SELECT n FROM device WHERE id = ?1) AND direction = ?2
ORDER BY sequence
