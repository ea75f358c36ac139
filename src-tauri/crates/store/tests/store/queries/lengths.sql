SELECT length(sealed) FROM payload ORDER BY entry
