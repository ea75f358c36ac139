UPDATE entry SET act = 3 WHERE n = 2;
