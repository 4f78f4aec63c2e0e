-- Files one request a call, each under a key of its own.
local n = 0
math.randomseed(os.time())
local run = math.random(1000000000)
request = function()
  n = n + 1
  return wrk.format("POST", "/api/v1/requests", {
    ["Authorization"] = "Bearer " .. os.getenv("LINLI_TOKEN"),
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = run .. "-" .. n .. "-" .. math.random(1000000000),
  }, '{"item_code":"street_light","description":"楼道口那盏路灯三天没亮了，老人晚上出门怕摔","address_string":"柳巷 12 号","area_code":"990101001001011"}')
end
