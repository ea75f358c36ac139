INSERT INTO bundle_line (partner, agreement, direction, sequence, bundle, hash, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
