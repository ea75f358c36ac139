UPDATE meta SET act_seq = ?1, act_hash = ?2 WHERE only = 1
