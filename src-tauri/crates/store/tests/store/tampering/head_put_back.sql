DELETE FROM head WHERE entry = 3;
