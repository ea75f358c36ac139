SELECT count(*) FROM entry INDEXED BY entry_of_act WHERE act > ?1 AND device = ?2
