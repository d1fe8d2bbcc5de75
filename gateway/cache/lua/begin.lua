-- Put up a writer's fence on every guard and remove the values behind it. Running it again prolongs the fence.
-- KEYS: values..., guards...
-- ARGV: writer, fence ms, number of values

local writer, fence_ms, values = ' ' .. ARGV[1] .. ' ', ARGV[2], tonumber(ARGV[3])

for i = values + 1, #KEYS do
  local fence = redis.call('GET', KEYS[i])
  if not fence or string.sub(fence, 1, 1) ~= 'W' then
    fence = 'W '
  end
  if not string.find(fence, writer, 1, true) then
    fence = fence .. ARGV[1] .. ' '
  end
  redis.call('SET', KEYS[i], fence, 'PX', fence_ms)
end
for i = 1, values do
  redis.call('UNLINK', KEYS[i])
end
return 1
