INSERT INTO term (text) VALUES ('somebody_else');
UPDATE act SET agency = (SELECT n FROM term WHERE text = 'somebody_else') WHERE n = 2;
