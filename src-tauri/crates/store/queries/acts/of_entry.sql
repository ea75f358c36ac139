SELECT act.seq FROM entry JOIN act ON act.n = entry.act WHERE entry.id = ?1
