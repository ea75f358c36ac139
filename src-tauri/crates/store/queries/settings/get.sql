SELECT json FROM setting WHERE key = ?1
