/// Invented words for the demo city; nobody wrote them.
enum DemoTexts {
  struct Entry: Sendable {
    let item: String
    let classCode: String
    let unit: String
    let place: String
    let title: String
    let text: String
    let result: String
  }

  static let all: [Entry] = [
    entry(
      "street_light", "housing_urban", "power", "柳巷", "柳巷楼道口路灯不亮",
      "楼道口那盏路灯三天没亮了，老人晚上出门怕摔。", "换了灯头，重走了 18 米线，天黑前试过灯，亮了。"),
    entry(
      "manhole", "livelihood", "water", "梧桐路", "梧桐路反复冒污水",
      "门口井盖下面反复往外冒污水，疏通过一次，第二天又冒。", "疏通了支管，清出淤堵约两方，复看没有再冒。"),
    entry(
      "road_surface", "housing_urban", "works", "河滨路", "河滨路口有个深坑",
      "非机动车道上有一个深坑，下雨看不见，昨天有人骑车摔了。", "坑已填平压实，面层同周边接平，放行通车。"),
    entry(
      "rubbish", "environment", "clean", "菜场后巷", "空地堆了建筑垃圾",
      "院墙外空地堆了半个月的建筑垃圾，风一吹全是灰。", "清运两车，地面冲洗干净，通知施工方不得再堆。"),
    entry(
      "noise", "environment", "patrol", "广场东", "广场音响晚上十点还在放",
      "跳舞的音响晚上十点以后还很响，孩子第二天要上学。", "和领队约好九点半收音响，连着三晚去看过，都做到了。"),
    entry(
      "fire_hazard", "safety", "property", "3 号院", "电动车进楼充电",
      "有人把电动车推进楼道充电，线从窗户拉下来，晚上没人管。", "劝离三辆，拆了飞线，院里新装了充电插座，贴了告示。"),
    entry(
      "parking", "housing_urban", "traffic", "桐荫路口", "盲道被共享单车占满",
      "路口盲道全被单车占着，看不见的人只能走到马路上。", "单车清到停放区，划了禁停线，每天早晚各清一次。"),
    entry(
      "water", "livelihood", "water", "8 号楼", "高层水压低",
      "顶楼早晚洗澡水流很小，物业说是二次供水的事，两边推。", "检修了二供水泵，压力调到规定值，住户试过水正常。"),
    entry(
      "fitness", "housing_urban", "works", "清河步道", "步道护栏松动",
      "河边步道有一段护栏松了，小孩一靠就晃，下面是河。", "加固底座六处，换了两根立柱，承重试过，安全。"),
    entry(
      "transit", "housing_urban", "traffic", "学府路口", "过街绿灯太短",
      "老人走到路中间灯就红了，能不能把绿灯放长一点。", "配时重新算过，行人绿灯加 8 秒，早晚高峰再加 4 秒。"),
    entry(
      "stalls", "environment", "patrol", "菜场后巷", "烧烤摊油烟进屋",
      "巷口烧烤摊每天油烟直往楼上飘，窗户都不敢开。", "摊主搬到疏导点，装了净化器，回看两次没有再占道。"),
    entry(
      "power", "livelihood", "power", "老机械厂宿舍", "一到晚上就跳闸",
      "整栋楼一到晚上七点就跳闸，冬天用电多，老线路撑不住。", "换了总闸和主干线，负荷测过有余量，三天没有再跳。"),
  ]

  /// The same sewer, as four neighbours tell it.
  static let sewer: [Entry] = [
    sewer("梧桐路 31 号反复冒污水", "门口井盖往外冒污水，疏通过一次，第二天又冒，一楼都不敢开窗。"),
    sewer("梧桐路井盖冒水", "31 号旁边的井盖冒黑水，路上一大片，臭得很。"),
    sewer("污水流到人行道", "梧桐路人行道全是污水，孩子上学得绕到马路上走。"),
    sewer("梧桐路又冒污水了", "早上出门又看到冒污水，和前几天是同一个地方。"),
  ]

  private static func sewer(_ title: String, _ text: String) -> Entry {
    entry(
      "manhole", "livelihood", "water", "梧桐路 31 号", title, text,
      "主管错口处已开挖重接，抽排干净，复看两天没有再冒。")
  }

  private static func entry(
    _ item: String, _ classCode: String, _ unit: String, _ place: String, _ title: String,
    _ text: String, _ result: String
  ) -> Entry {
    Entry(
      item: item, classCode: classCode, unit: unit, place: place, title: title, text: text,
      result: result)
  }
}

extension DemoTexts.Entry {
  /// As a resident of this grid reports it.
  func submission(
    at grid: ServiceRequestsCapability.DemoGrid, dice: inout Dice
  ) -> Submission {
    let address =
      place.last?.isNumber == true || place.hasSuffix("号")
      ? place : place + " \(1 + dice.roll(40)) 号"
    return Submission(
      title: title, text: text, item: item, area: grid.code, address: address,
      latitude: grid.latitude + Double(dice.roll(100) - 50) / 100_000,
      longitude: grid.longitude + Double(dice.roll(100) - 50) / 100_000)
  }
}
