SELECT held_back.n, device.id AS laptop, held_back.record, held_back.why, held_back.entries, held_back.at
FROM held_back JOIN device ON device.n = held_back.laptop
ORDER BY held_back.n
