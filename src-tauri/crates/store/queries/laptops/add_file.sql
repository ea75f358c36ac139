INSERT INTO laptop_file (laptop, direction, sequence, bundle, previous, hash, sealed_at, at, through, changes, confirmed_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0)
