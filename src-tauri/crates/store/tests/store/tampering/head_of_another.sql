INSERT INTO head (record, field, entry) SELECT record, field, 1 FROM head WHERE entry = 2;
