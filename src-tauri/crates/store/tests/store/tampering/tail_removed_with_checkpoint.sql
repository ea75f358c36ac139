UPDATE meta SET act_seq = 4, act_hash = (SELECT previous FROM act WHERE n = 5);
DELETE FROM act WHERE n > 4;
DELETE FROM checkpoint;
