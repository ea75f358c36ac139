INSERT INTO checkpoint (size, at, why, root, frontier, signer, public, signature) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
