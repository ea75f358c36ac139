UPDATE attachment_key SET wrapped = ?2 WHERE attachment = ?1
