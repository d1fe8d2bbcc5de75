-- Take the lease on a key, or say why not.
-- KEYS: value, guard, group guards...
-- ARGV: token, a filled guard that was found not to fit its value, lease ms, group guard ms
-- Returns {'lease', stamps}, {'filled', value, guard}, {'leased'} or {'fenced'}.

local token, refuted, lease_ms, group_ms = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local function is_fence(guard)
  return guard and string.sub(guard, 1, 1) == 'W'
end

local guard = redis.call('GET', KEYS[2])
if is_fence(guard) then
  return {'fenced'}
end

local groups = {}
for i = 3, #KEYS do
  local group = redis.call('GET', KEYS[i])
  if is_fence(group) then
    return {'fenced'}
  end
  groups[i - 2] = group
end

-- A fill never records "absent": whoever reads first gives each group its token.
for i = 3, #KEYS do
  if not groups[i - 2] then
    groups[i - 2] = 'G' .. token
    redis.call('SET', KEYS[i], groups[i - 2], 'PX', group_ms)
  end
end
local stamps = table.concat(groups, ',')

if guard and guard ~= refuted and string.sub(guard, -#stamps - 1) == ';' .. stamps then
  if string.sub(guard, 1, 1) == 'L' then
    return {'leased'}
  end
  local value = redis.call('GET', KEYS[1])
  if value then
    return {'filled', value, guard}
  end
end

redis.call('SET', KEYS[2], 'L' .. token .. ';' .. stamps, 'PX', lease_ms)
return {'lease', stamps}
