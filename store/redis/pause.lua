-- Pauses the meter in KEYS[1] until ARGV[1], unless it is paused for longer. ARGV[2] is now, both in µs.
local held = redis.call('MGET', KEYS[1])[1] or '' -- false too for what is no meter
local full, told, pause = string.match(held, '^(%d+) (%d+) (%d+)$')
pause = math.max(tonumber(pause) or 0, tonumber(ARGV[1]))
local left = math.max(math.ceil((pause - tonumber(ARGV[2])) / 1000) + 3000, redis.call('PTTL', KEYS[1]))
redis.call('SET', KEYS[1], string.format('%s %s %.0f', full or '0', told or '0', pause), 'PX', left)
return 1
