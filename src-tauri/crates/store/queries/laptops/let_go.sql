DELETE FROM held_back WHERE n = ?1
