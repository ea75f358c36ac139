UPDATE meta SET beat_at = ?1 WHERE only = 1
