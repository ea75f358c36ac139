UPDATE act SET entries = zeroblob(32) WHERE n = 3;
