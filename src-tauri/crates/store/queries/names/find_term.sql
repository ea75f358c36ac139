SELECT n FROM term WHERE text = ?1
