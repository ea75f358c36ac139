DELETE FROM payload WHERE entry IN (SELECT n FROM entry WHERE record = ?1)
