INSERT INTO term (text) VALUES ('somebody_else');
UPDATE entry SET owner = (SELECT n FROM term WHERE text = 'somebody_else') WHERE n = 1;
