SELECT frame FROM held_back WHERE n = ?1
