SELECT size, at, why, root, frontier, signer, public, signature FROM checkpoint ORDER BY size
