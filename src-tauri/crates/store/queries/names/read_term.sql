SELECT text FROM term WHERE n = ?1
