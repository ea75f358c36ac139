CREATE TEMP TABLE held AS SELECT record, wrapped FROM sealed_record WHERE record IN (1, 2);
UPDATE sealed_record SET wrapped = (SELECT held.wrapped FROM held WHERE held.record <> sealed_record.record) WHERE record IN (1, 2);
