-- What meter.use in meter.go does, on each of the meters in KEYS, which are "full told pause". All times are µs.
-- ARGV: now, every, burst, quiet, dearest, and of each what it costs. Answers with wait and notice of each, one after the other.
local now, every, burst, quiet = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local spare = every * (burst - 1)
local most = now + spare + every * tonumber(ARGV[5])
local answers = {}
for i, held in ipairs(redis.call('MGET', unpack(KEYS))) do
	local full, told, pause = string.match(held or '', '^(%d+) (%d+) (%d+)$')
	full = math.max(math.min(tonumber(full) or 0, most), now)
	told, pause = math.min(tonumber(told) or 0, now), tonumber(pause) or 0
	local wait, notice = math.max(full - spare - now, pause - now, 0), 0
	if wait == 0 then
		full = full + every * tonumber(ARGV[5 + i])
	elseif quiet > 0 and now - told >= quiet then
		told, notice = now, 1
	end
	local left = math.ceil((math.max(full, told + quiet, pause) - now) / 1000) + 3000
	redis.call('SET', KEYS[i], string.format('%.0f %.0f %.0f', full, told, pause), 'PX', left)
	answers[2 * i - 1], answers[2 * i] = wait, notice
end
return answers
