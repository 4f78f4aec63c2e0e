-- Files one request a call, each under a key of its own and in words of its own.
math.randomseed(os.time())
local run, n = math.random(1000000000), 0
local places = { "柳巷", "梧桐路", "清河大街", "北站前", "三里桥", "菜市口", "纺织厂宿舍", "河滨公园" }
local things = {
  "street_light|楼道口那盏路灯%s没亮了，老人晚上出门怕摔",
  "manhole|井盖松了%s，车一压就响，担心有人踩空",
  "noise|工地夜里施工%s，孩子睡不好觉",
  "rubbish|垃圾堆在单元门口%s，味道很大，苍蝇多",
  "road_surface|路面坑洼%s，下雨天积水，电动车容易摔",
}
local times = { "三天", "一个星期", "好久", "从昨晚起", "半个月", "两天", "上周以来" }
request = function()
  n = n + 1
  local item, text = things[math.random(#things)]:match("([^|]+)|(.+)")
  local place = places[math.random(#places)] .. " " .. math.random(300) .. " 号"
  text = place .. text:format(times[math.random(#times)]) .. "，请派人来看看，编号 " .. math.random(9999)
  return wrk.format("POST", "/api/v1/requests", {
    ["Authorization"] = "Bearer " .. os.getenv("LINLI_TOKEN"),
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = run .. "-" .. n .. "-" .. math.random(1000000000),
  }, '{"item_code":"' .. item .. '","description":"' .. text .. '","address_string":"' .. place
    .. '","area_code":"990101001002011"}')
end
