UPDATE checkpoint SET root = zeroblob(32);
