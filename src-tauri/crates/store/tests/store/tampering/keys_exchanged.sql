CREATE TEMP TABLE held AS SELECT record, key FROM record_key;
UPDATE record_key SET key = (SELECT held.key FROM held WHERE held.record <> record_key.record);
