SELECT id FROM member_ref WHERE n = ?1
