SELECT device.id, known_device.partner, known_device.name, known_device.added_at, known_device.revoked_at, known_device.revoked_after
FROM known_device JOIN device ON device.n = known_device.device
WHERE device.id = ?1
