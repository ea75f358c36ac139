UPDATE meta SET act_seq = 5, act_hash = (SELECT previous FROM act WHERE n = 6);
DELETE FROM act WHERE n > 5;
