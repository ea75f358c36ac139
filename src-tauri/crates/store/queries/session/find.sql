SELECT record, casefile, kind, text FROM opened WHERE opened MATCH ?1 ORDER BY rowid DESC LIMIT ?2
