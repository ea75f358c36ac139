INSERT INTO term (text) VALUES ('asked_by_court');
UPDATE act SET reason = (SELECT n FROM term WHERE text = 'asked_by_court') WHERE n = 3;
