SELECT count(*) FROM case_row WHERE received_at > ?1
