DROP TRIGGER act_stands;
DROP TRIGGER act_stays;
DROP TRIGGER entry_stands;
DROP TRIGGER entry_stays;
DROP TRIGGER checkpoint_stands;
DROP TRIGGER checkpoint_stays;
