import Contracts
public import Kernel

extension SupervisionCapability {
  /// Counts the invented requests and makes a bulletin of each week before `now`, through the same
  /// actions as everybody: the oldest was missed, the newest is a draft while its time runs.
  ///
  /// A run after a broken one fills in what is missing.
  public func seedDemo(editor: Viewer, signer: Viewer, now: Timestamp) async throws {
    let database = figures.database
    try await keeper.rebuild(database, afresh: false)
    guard let first = try await database.read({ try FactStore.first(in: $0) }) else { return }
    let current = Week(of: CityTime.date(of: now))
    var (week, number) = (Week(of: CityTime.date(of: first)), 0)
    while week < current {
      let frozenAt = min(week.end.adding(minutes: 1), now)
      try await weeks.freeze(week, on: database.at(frozenAt))
      let isFirst = number == 0 && week.next < current
      if !isFirst { try await write(week, number, editor, signer, now: now) }
      (week, number) = (week.next, number + 1)
    }
    try await weeks.turn(database.at(now))
  }

  private func write(
    _ week: Week, _ number: Int, _ editor: Viewer, _ signer: Viewer, now: Timestamp
  ) async throws {
    let found = try await figures.database.read { try BulletinStore.find(week, in: $0) }
    guard let found, found.words.overview.isEmpty, found.state == .draft else { return }
    func actions(_ hours: Int64) -> BulletinActions {
      let at = min(week.end.adding(hours: hours), now)
      return BulletinActions(
        database: figures.database.at(at), directory: bulletins.directory,
        region: bulletins.region)
    }
    let text = DemoBulletins.all[number % DemoBulletins.all.count]
    let known = Set(try await bulletins.directory.plan().units.map(\.code))
    for (index, item) in text.items.enumerated() where known.contains(item.unit) {
      try await actions(33).add(
        BulletinActions.TypedItem(
          matter: item.matter, unit: item.unit,
          dueOn: week.sunday.adding(days: item.days).description, measure: item.measure,
          number: "", request: ""), to: week, by: editor,
        key: CommandKey("demo-week-\(week)-\(index)", by: "demo", for: "item"))
    }
    let read = try await figures.database.read { try BulletinStore.find(week, in: $0) }
    try await actions(58).edit(week, text.words, version: read?.version ?? 1, by: editor, key: nil)
    // The newest one is left to be signed by whoever tries it out.
    guard week.end.adding(hours: 63) <= now else { return }
    let written = try await figures.database.read { try BulletinStore.find(week, in: $0) }
    try await actions(61).sign(week, version: written?.version ?? 1, by: signer, key: nil)
    try await actions(63).publish(week, by: signer, key: nil)
  }
}

/// Invented words of bulletins; nobody wrote them.
enum DemoBulletins {
  struct Text: Sendable {
    let words: Bulletin.Words
    let items: [Item]
  }

  struct Item: Sendable {
    let matter: String
    let unit: String
    let days: Int
    let measure: String
  }

  static let all: [Text] = [
    Text(
      words: Bulletin.Words(
        overview: "路灯、井盖、供水三类占了一半。周三降温后供水诉求上升，已提前安排入户查看；超过时限的几件都在督办。",
        praise: "供电所运维班：路灯当晚修、当晚试，老人晚归的路先亮。\n环卫所：菜场后巷连着三晚回看，没有反弹。",
        urge: "城建办：步道护栏超过时限，周二到会说明。\n物业柳巷服务站：楼道充电一件照片不符，退回重办。",
        plan: "周二 9:00 超时几件的说明与新时限\n周四 14:30 电动车充电口验收"),
      items: [
        Item(matter: "梧桐路反复冒污水", unit: "water", days: 4, measure: "主管错口处开挖重接，雨前完工。"),
        Item(matter: "河边步道护栏更换 40 米", unit: "works", days: 12, measure: "先围挡，分两段施工。"),
      ]),
    Text(
      words: Bulletin.Words(
        overview: "本周总量和上周差不多，垃圾和噪声多在周末。网格员先发现的几处都在上冻前处理完，已告诉附近的住户。",
        praise: "水务公司抢修班：夜里两次到场，第二天复看。",
        urge: "交警四中队：共享单车占盲道一件，约好的时间没有到。",
        plan: "周三 10:00 柳巷早市占道怎么分时段"),
      items: [
        Item(matter: "早市占道分时段", unit: "patrol", days: 5, measure: "六点到八点留出一条车道，八点清场。")
      ]),
  ]
}
