-- Holds the session ARGV[1], which counts ARGV[2] turns, for ARGV[3] ms, unless a newer one of the same
-- conversation is there or it was just dropped. Every session of this conversation begins with ARGV[4]
-- and says its seq within ARGV[5] bytes; nothing more is read, since what is read costs the most.
-- "seq": with its quotes bare is a name and never part of a text, where JSON writes them \".
local held = redis.pcall('GETRANGE', KEYS[1], 0, ARGV[5])
if held == 'dropped' then return 0 end
if type(held) == 'string' and string.find(held, ARGV[4], 1, true) == 1 then
	local _, at = string.find(held, '"seq":', #ARGV[4], true)
	local seq = at and tonumber(string.match(held, '^%d+', at + 1))
	if seq and seq > tonumber(ARGV[2]) then return 0 end
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
return 1
