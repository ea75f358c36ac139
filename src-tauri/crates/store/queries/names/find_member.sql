SELECT n FROM member_ref WHERE id = ?1
