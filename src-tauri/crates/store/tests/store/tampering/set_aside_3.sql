INSERT INTO set_aside (entry, record, why, act) SELECT n, record, field, act FROM entry WHERE seq = 3;
