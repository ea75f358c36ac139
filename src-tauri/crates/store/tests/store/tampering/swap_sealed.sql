CREATE TEMP TABLE held AS SELECT entry, sealed FROM payload WHERE entry IN (1, 2);
UPDATE payload SET sealed = (SELECT held.sealed FROM held WHERE held.entry = 3 - payload.entry) WHERE entry IN (1, 2);
