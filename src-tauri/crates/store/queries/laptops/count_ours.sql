SELECT count(*) FROM entry WHERE act > ?1 AND device = ?2
