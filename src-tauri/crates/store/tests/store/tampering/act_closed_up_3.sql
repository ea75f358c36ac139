DELETE FROM act WHERE n = 3;
UPDATE act SET seq = seq - 1 WHERE n > 3;
UPDATE meta SET act_seq = act_seq - 1;
