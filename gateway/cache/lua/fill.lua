-- Store a value under a lease, unless the lease or one of the groups changed hands meanwhile.
-- KEYS: value, guard, group guards...
-- ARGV: token, value, digest, value ms, guard ms
-- Returns 1 when stored, 0 when refused.

local token, value, digest, value_ms, guard_ms = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local groups = {}
for i = 3, #KEYS do
  groups[i - 2] = redis.call('GET', KEYS[i]) or '-'
end
local stamps = table.concat(groups, ',')

if redis.call('GET', KEYS[2]) ~= 'L' .. token .. ';' .. stamps then
  return 0
end
redis.call('SET', KEYS[1], value, 'PX', value_ms)
redis.call('SET', KEYS[2], 'V' .. digest .. ';' .. stamps, 'PX', guard_ms)
return 1
