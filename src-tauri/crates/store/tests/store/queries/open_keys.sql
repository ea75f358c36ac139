SELECT key FROM record_key
