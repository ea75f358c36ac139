UPDATE act SET at = at + 1 WHERE n = 2;
