UPDATE entry SET parents = x'' WHERE n = 3;
