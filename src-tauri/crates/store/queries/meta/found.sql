INSERT INTO meta (only, store, device, made_at, draft_key, act_seq, act_hash, beat_at)
VALUES (1, ?1, ?2, ?3, ?4, 0, zeroblob(32), ?3)
