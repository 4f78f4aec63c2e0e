import Casework
import Kernel
import Language

/// Counts hot spots of the site's own cases, and shows them to whom they concern.
struct HotSpotActions: Sendable {
  static let job = "service_requests.hot_spots"
  static let everySeconds: Int64 = 600
  /// Cases of so many days are looked at.
  static let windowDays: Int64 = 30
  /// Of more cases than that only the newest days are looked at.
  static let mostCases: Int64 = 8000
  static let mostSpots = 30
  private static let pageSize = 500

  let database: Database
  let engine: CaseEngine
  var rules = HotSpotRules.shipped
  private let work = BlockingWork(name: "hot-spots", width: 1, waiting: 1)

  init(database: Database, engine: CaseEngine) {
    self.database = database
    self.engine = engine
  }

  /// Puts new ones in the place of those there are; returns how many.
  @discardableResult
  func count() async throws -> Int {
    let messages = try await messages(at: database.world.now())
    let rules = rules
    let spots = try await work.run {
      Array(HotSpots.find(messages, rules: rules).prefix(Self.mostSpots))
    }
    try await database.write { try HotSpotStore.replace(spots, in: $0) }
    return spots.count
  }

  /// A line of the list: a hot spot, and the case whose title stands for it.
  struct Entry: Sendable {
    let spot: HotSpotStore.Spot
    let central: CaseListItem
  }

  /// Those whose standing case the viewer may see; two statements.
  func list(for viewer: Viewer) async throws -> [Entry] {
    try await database.read { db in
      let spots = try HotSpotStore.all(in: db)
      let seen = try engine.items(spots.map(\.central), for: viewer, in: db)
      let known = Dictionary(seen.map { ($0.id, $0) }) { first, _ in first }
      return spots.compactMap { spot in known[spot.central].map { Entry(spot: spot, central: $0) } }
    }
  }

  /// One with those of its cases the viewer may see, the newest first.
  struct Detail: Sendable {
    let entry: Entry
    let items: [CaseListItem]
    /// How many of the listed the viewer may not see.
    let hidden: Int

    /// What the others are merged into: the oldest that is open, so that its clocks go on for all;
    /// nil where none is.
    var main: CaseListItem? { items.last { $0.state.isOpen } }
  }

  /// - Throws: `Problem(.notFound)` when there is none, or not for this viewer.
  func find(_ id: Identifier<Case>, for viewer: Viewer) async throws -> Detail {
    try await database.read { db in
      guard let spot = try HotSpotStore.find(id, in: db) else { throw Problem(.notFound) }
      let ids = try HotSpotStore.cases(of: id, in: db)
      let items = try engine.items(ids, for: viewer, in: db)
      guard let central = items.first(where: { $0.id == spot.central }) else {
        throw Problem(.notFound)
      }
      return Detail(
        entry: Entry(spot: spot, central: central), items: items, hidden: ids.count - items.count)
    }
  }

  /// Cases of the window without restricted ones, and without what was refused or taken back.
  private func messages(at now: Timestamp) async throws -> [HotMessage] {
    var extract = CaseExtract()
    var days = Self.windowDays
    extract.from = now.adding(days: -days)
    var size = try await size(of: extract)
    while size.count > Self.mostCases, days > 1 {
      days /= 2
      extract.from = now.adding(days: -days)
      size = try await self.size(of: extract)
    }
    var (items, last) = ([Case](), Int64(0))
    while true {
      try Task.checkCancellation()
      let (after, chosen, end) = (last, extract, size)
      let page = try await database.read { db in
        try engine.page(of: chosen, end, after: after, limit: Self.pageSize, in: db)
      }
      guard let newest = page.last else { return HotMessage.of(items) }
      items += page.filter { $0.state != .refused && $0.state != .withdrawn }
      last = newest.ref
    }
  }

  private func size(of extract: CaseExtract) async throws -> CaseExtract.Size {
    try await database.read { try engine.size(of: extract, in: $0) }
  }
}

extension HotMessage {
  /// Cases as messages: who joined one likes it.
  ///
  /// Whose own report was merged into it joined it by that, and has a voice already.
  static func of(_ items: [Case]) -> [HotMessage] {
    var heard: [Identifier<Case>: Set<Identifier<Person>>] = [:]
    for item in items where item.state == .merged {
      guard let target = item.duplicateOf, let person = item.reporter.person else { continue }
      heard[target, default: []].insert(person)
    }
    return items.map { item in
      var twice = heard[item.id] ?? []
      if let person = item.reporter.person { twice.remove(person) }
      return HotMessage(
        item, likes: item.state == .merged ? 0 : max(0, item.supporters - twice.count))
    }
  }

  private init(_ item: Case, likes: Int) {
    self.init(
      id: item.id.rawValue, user: item.reporter.person?.rawValue,
      subject: item.title.isEmpty ? String(item.body.prefix(40)) : item.title,
      text: item.body, at: item.submittedAt, likes: likes, address: item.place.address,
      area: item.place.area, kind: item.item)
  }
}
