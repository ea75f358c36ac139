UPDATE checkpoint SET at = at + 1;
