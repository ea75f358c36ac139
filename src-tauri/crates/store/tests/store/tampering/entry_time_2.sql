UPDATE entry SET at = at + 1 WHERE n = 2;
