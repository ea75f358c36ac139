UPDATE entry SET commitment = zeroblob(32) WHERE n = 3;
