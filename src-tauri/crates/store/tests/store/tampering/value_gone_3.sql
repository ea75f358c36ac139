DELETE FROM payload WHERE entry = 3;
