-- Holds the session ARGV[1], which counts ARGV[2] turns, for ARGV[3] ms, unless a newer one of the same
-- conversation is there or it was just dropped. All sessions of a conversation begin with the same id.
-- "seq": with its quotes bare is a name and never part of a text, where JSON writes them \".
local held = redis.pcall('GET', KEYS[1])
if held == 'dropped' then return 0 end
if type(held) == 'string' then
	local id = string.match(ARGV[1], '^.-,')
	local seq = string.sub(held, 1, #id) == id and tonumber(string.match(held, '"seq":(%d+)'))
	if seq and seq > tonumber(ARGV[2]) then return 0 end
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
return 1
