-- Holds each session: KEYS[i], with five arguments from ARGV[5 i - 4]: its JSON, how many turns it counts, for how
-- many ms it is held, and two that tell how to read what is there. It is not put over a newer one of the same
-- conversation, nor where one was just dropped. Every session of a conversation begins with the fourth
-- argument and says its seq within the bytes that the fifth counts; nothing more is read, since what is
-- read costs the most. "seq": with its quotes bare is a name and never part of a text, where JSON writes
-- them \". Answers with 1 for each that is held, else 0.
local newer = function(held, turns, id)
	if held == 'dropped' then return true end
	if type(held) ~= 'string' or string.find(held, id, 1, true) ~= 1 then return false end
	local _, at = string.find(held, '"seq":', #id, true)
	local seq = at and tonumber(string.match(held, '^%d+', at + 1))
	return seq and seq > tonumber(turns)
end
local put = {}
for i, key in ipairs(KEYS) do
	local at = 5 * i - 4
	if newer(redis.pcall('GETRANGE', key, 0, ARGV[at + 4]), ARGV[at + 1], ARGV[at + 3]) then
		put[i] = 0
	else
		redis.call('SET', key, ARGV[at], 'PX', ARGV[at + 2])
		put[i] = 1
	end
end
return put
