-- Give a lease back, so that nobody waits for an answer that will not come.
-- KEYS: guard   ARGV: the guard as the lease wrote it

if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
