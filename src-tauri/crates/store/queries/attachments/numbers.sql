SELECT n FROM attachment WHERE record = ?1
