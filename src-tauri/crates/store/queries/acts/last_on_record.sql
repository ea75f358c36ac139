SELECT max(act.seq) FROM entry JOIN act ON act.n = entry.act JOIN record ON record.n = entry.record WHERE record.id = ?1
