UPDATE attachment_key SET about = (
  SELECT other.about FROM attachment_key AS other WHERE other.attachment > attachment_key.attachment
) WHERE attachment = (SELECT n FROM attachment ORDER BY n LIMIT 1);
