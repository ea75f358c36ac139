UPDATE act SET seq = 5 - seq WHERE n IN (2, 3);
