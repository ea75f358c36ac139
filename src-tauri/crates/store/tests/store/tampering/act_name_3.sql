INSERT INTO term (text) VALUES ('lock');
UPDATE act SET name = (SELECT n FROM term WHERE text = 'lock') WHERE n = 3;
