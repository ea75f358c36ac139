UPDATE record SET erased = 0;
