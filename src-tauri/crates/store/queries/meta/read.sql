SELECT store, device, made_at, draft_key, act_seq, act_hash, beat_at FROM meta WHERE only = 1
