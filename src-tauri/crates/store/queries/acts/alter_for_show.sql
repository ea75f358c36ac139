UPDATE act SET at = at + 60000 WHERE n = (SELECT act_seq / 2 FROM meta WHERE only = 1) RETURNING seq
