SELECT size, at, why, root, frontier, signer, public, signature FROM checkpoint WHERE size <= ?1 ORDER BY size DESC LIMIT 1
