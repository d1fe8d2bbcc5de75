-- Remove answers and their guards, but no fence: a write in flight stays protected.
-- KEYS: values..., guards...
-- ARGV: number of values
-- Returns how many values were there.

local values = tonumber(ARGV[1])
local removed = 0

for i = 1, values do
  removed = removed + redis.call('UNLINK', KEYS[i])
end
for i = values + 1, #KEYS do
  local guard = redis.call('GET', KEYS[i])
  if guard and string.sub(guard, 1, 1) ~= 'W' then
    redis.call('DEL', KEYS[i])
  end
end
return removed
