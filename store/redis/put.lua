-- Holds the sessions in KEYS for ARGV[1] ms. Each has four arguments more: its JSON, how many turns it counts, and
-- two that tell how to read what is there. It is not put over a newer one of the same conversation, nor where
-- one was just dropped. Every session of a conversation begins with the third of them and says its seq within
-- the bytes that the fourth counts; nothing more is read, since what is read costs the most. "seq": with its
-- quotes bare is a name and never part of a text, where JSON writes them \". Answers with 1 for each that is
-- held, else 0.
local newer = function(held, turns, id)
	if held == 'dropped' then return true end
	if type(held) ~= 'string' or string.find(held, id, 1, true) ~= 1 then return false end
	local _, at = string.find(held, '"seq":', #id, true)
	local seq = at and tonumber(string.match(held, '^%d+', at + 1))
	return seq and seq > tonumber(turns)
end
local put = {}
for i, key in ipairs(KEYS) do
	local at = 4 * i - 2
	if newer(redis.pcall('GETRANGE', key, 0, ARGV[at + 3]), ARGV[at + 1], ARGV[at + 2]) then
		put[i] = 0
	else
		redis.call('SET', key, ARGV[at], 'PX', ARGV[1])
		put[i] = 1
	end
end
return put
