UPDATE device SET id = zeroblob(16);
