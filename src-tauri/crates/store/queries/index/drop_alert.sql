DELETE FROM alert_row WHERE record = ?1
