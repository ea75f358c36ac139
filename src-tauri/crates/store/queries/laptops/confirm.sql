UPDATE laptop_file SET confirmed_at = ?5
WHERE laptop = ?1 AND direction = 'sent' AND sequence = ?2 AND bundle = ?3 AND hash = ?4 AND confirmed_at = 0
