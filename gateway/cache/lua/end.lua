-- Take down one writer's fence. The fences of others stay, and so does the time they have left.
-- KEYS: values..., guards...
-- ARGV: writer, number of values

local writer, values = ' ' .. ARGV[1] .. ' ', tonumber(ARGV[2])

for i = values + 1, #KEYS do
  local fence = redis.call('GET', KEYS[i])
  if fence and string.sub(fence, 1, 1) == 'W' then
    local first, last = string.find(fence, writer, 1, true)
    if first then
      fence = string.sub(fence, 1, first) .. string.sub(fence, last + 1)
    end
    if #fence > 2 then
      redis.call('SET', KEYS[i], fence, 'KEEPTTL')
    else
      redis.call('DEL', KEYS[i])
    end
  else
    -- The fence was evicted: whatever stands here now was written while our write was under way.
    redis.call('DEL', KEYS[i])
  end
end
for i = 1, values do
  redis.call('UNLINK', KEYS[i])
end
return 1
