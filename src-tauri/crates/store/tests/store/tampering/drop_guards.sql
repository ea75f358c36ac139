DROP TRIGGER act_stands;
DROP TRIGGER act_stays;
DROP TRIGGER entry_stands;
DROP TRIGGER entry_stays;
