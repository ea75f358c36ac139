DELETE FROM head WHERE entry = 3;
DELETE FROM payload WHERE entry = 3;
DELETE FROM entry WHERE n = 3;
