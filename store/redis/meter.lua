-- What meter.use in meter.go does, on the meter in KEYS[1]. All times are µs.
-- ARGV: now, every, burst, quiet. Answers {wait, notice}.
local now, every, burst, quiet = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local held = redis.pcall('HMGET', KEYS[1], 'full', 'told', 'pause')
if held.err then
	redis.call('DEL', KEYS[1])
	held = {}
end
local full = math.max(math.min(tonumber(held[1]) or 0, now + every * burst), now)
local told = math.min(tonumber(held[2]) or 0, now)
local pause = tonumber(held[3]) or 0
local wait = math.max(full - every * (burst - 1) - now, pause - now, 0)
local notice = 0
if wait == 0 then
	full = full + every
elseif quiet > 0 and now - told >= quiet then
	told, notice = now, 1
end
redis.call('HSET', KEYS[1], 'full', full, 'told', told, 'pause', pause)
redis.call('PEXPIRE', KEYS[1], math.ceil((math.max(full, told + quiet, pause) - now) / 1000) + 3000)
return {wait, notice}
