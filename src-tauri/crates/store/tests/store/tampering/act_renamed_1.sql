INSERT INTO term (text) VALUES ('forged');
UPDATE act SET name = (SELECT n FROM term WHERE text = 'forged') WHERE n = 1;
