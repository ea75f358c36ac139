UPDATE checkpoint SET signature = zeroblob(64);
