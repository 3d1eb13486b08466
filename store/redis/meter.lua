-- What meter.use in meter.go does, on each of the meters in KEYS. All times are µs.
-- ARGV for each: now, every, burst, quiet. Answers with wait and notice of each, one after the other.
local use = function(key, now, every, burst, quiet)
	local held = redis.pcall('HMGET', key, 'full', 'told', 'pause')
	if held.err then
		redis.call('DEL', key)
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
	redis.call('HSET', key, 'full', full, 'told', told, 'pause', pause)
	redis.call('PEXPIRE', key, math.ceil((math.max(full, told + quiet, pause) - now) / 1000) + 3000)
	return wait, notice
end
local answers = {}
for i, key in ipairs(KEYS) do
	local at = 4 * i - 3
	answers[2 * i - 1], answers[2 * i] = use(key, tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3]))
end
return answers
