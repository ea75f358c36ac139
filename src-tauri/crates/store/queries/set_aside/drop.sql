DELETE FROM set_aside WHERE entry = ?1
