UPDATE payload SET salt = (SELECT salt FROM payload WHERE entry = 1) WHERE entry = 2;
