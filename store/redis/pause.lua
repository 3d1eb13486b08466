-- Pauses the meter in KEYS[1] until ARGV[1], unless it is paused for longer. ARGV[2] is now, both in µs.
local held = redis.pcall('HGET', KEYS[1], 'pause')
if type(held) == 'table' then
	redis.call('DEL', KEYS[1])
	held = false
end
local pause = math.max(tonumber(held) or 0, tonumber(ARGV[1]))
redis.call('HSET', KEYS[1], 'pause', pause)
local left = math.ceil((pause - tonumber(ARGV[2])) / 1000) + 3000
if redis.call('PTTL', KEYS[1]) < left then redis.call('PEXPIRE', KEYS[1], left) end
return 1
