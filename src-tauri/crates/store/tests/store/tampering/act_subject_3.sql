UPDATE act SET subject = zeroblob(16) WHERE n = 3;
