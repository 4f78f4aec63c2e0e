import Contracts
import Kernel

/// What an administrator does with the registers; one transaction each.
struct RegisterActions: Sendable {
  let database: Database
  let directory: PlanDirectory
  let people: any PeopleDirectory
  /// Six digits of the district.
  let region: String
  /// What rules may be about; empty where nobody knows.
  var topics: [CityPlan.Topic] = []

  static let mostChanges = 50

  /// A line with its history and the names of those who wrote it.
  struct Opened: Sendable {
    let entry: Entry
    let changes: [EntryChange]
    let names: [String: String]
    /// Who answers for it now.
    let posts: [DutyPost]
    let around: Surroundings
  }

  /// An overlap was not confirmed yet: the form is shown again with them.
  struct Overlapping: Error {
    let overlaps: [BorderRule.Overlap]
  }

  func all(_ register: Register) async throws -> [Entry] {
    try await database.read { try EntryStore.all(register, in: $0) }
  }

  func surroundings() async throws -> Surroundings {
    Surroundings(
      region: region, try await directory.entries(), on: CityTime.date(of: database.world.now()),
      topics: topics)
  }

  /// `register`: whose lines are looked at; what lines of it may name is read, and nothing else.
  func surroundings(
    on day: LocalDate, for register: Register? = nil, in db: some Reading
  ) throws -> Surroundings {
    let named = Register.allCases.filter { other in
      register == nil || other == register || [.units, .regions, .grids, .posts].contains(other)
    }
    return Surroundings(
      region: region, try EntryStore.all(named, in: db), on: day, topics: topics)
  }

  /// Throws `Problem(.notFound)` for a code that nobody has.
  func open(_ register: Register, _ code: String) async throws -> Opened {
    let around = try await surroundings()
    return try await database.read { db in
      guard let entry = try EntryStore.find(register, code, in: db) else {
        throw Problem(.notFound)
      }
      let changes = try ChangeStore.all(of: register, code, limit: Self.mostChanges, in: db)
      let actors = Set(changes.map(\.actor)).map { Identifier<Person>(rawValue: $0) }
      let cards = try people.cards(of: actors, in: db)
      let (units, areas) = Self.reach(of: entry)
      return Opened(
        entry: entry, changes: changes,
        names: Dictionary(
          cards.map { ($0.key.rawValue, $0.value.name) }, uniquingKeysWith: { first, _ in first }),
        posts: units.isEmpty && areas.isEmpty
          ? [] : try people.onDuty(units: units, areas: areas, in: db),
        around: around)
    }
  }

  private static func reach(of entry: Entry) -> (units: [String], areas: [String]) {
    switch entry.register {
    case .units: ([entry.code], [])
    case .regions, .grids: ([], [entry.code])
    case .posts: ([entry["office"]].filter { !$0.isEmpty }, [entry["area"]].filter { !$0.isEmpty })
    case .shifts, .rules, .holidays: ([], [])
    }
  }

  /// Stores a line as it was typed and answers its code.
  ///
  /// `version`: the one the form was opened with; 0 for a new line.
  /// Throws `Problem(.invalid)` naming the columns, `Problem(.staleVersion)`, `Overlapping`.
  func save(
    _ register: Register, _ typed: [String: String], expecting version: Int64,
    confirmed: Bool = false, by viewer: Viewer, key: CommandKey?
  ) async throws -> String {
    let code = try await database.command(key) { tx in
      let today = CityTime.date(of: tx.now)
      let around = try surroundings(on: today, for: register, in: tx)
      let outcome = EntryCheck.check(register, typed, in: around)
      guard outcome.faults.isEmpty else { throw Problem(outcome.faults) }
      let before = try EntryStore.find(register, outcome.code, in: tx)
      guard version > 0 || before == nil else {
        throw Problem(field: register.codeKey, "directory.wrong.taken")
      }
      guard version == (before?.version ?? 0) else { throw Problem(.staleVersion) }
      let after = Entry(
        register, outcome.code, outcome.values, version: version, endedOn: before?.endedOn)
      if let border = outcome.border, after["border"] != before?["border"] {
        try Self.check(
          BorderRule.overlaps(of: border, register, outcome.code, in: around), confirmed)
      }
      if !after.differences(from: before).isEmpty || before == nil {
        let deed: EntryChange.Deed = before == nil ? .created : .changed
        try store(after, before, deed, by: viewer, imported: false, in: tx)
      }
      return outcome.code
    }
    try await directory.warm()
    return code
  }

  private static func check(_ overlaps: [BorderRule.Overlap], _ confirmed: Bool) throws {
    if let same = overlaps.first(where: \.isRefused) {
      throw Problem(
        field: "border", "directory.border.same",
        values: ["name": same.other.name, "area": BorderRule.text(same.squareMetres)])
    }
    guard confirmed || overlaps.isEmpty else { throw Overlapping(overlaps: overlaps) }
  }

  /// Lets a line hold until the day before `day`, or again when it is nil.
  ///
  /// Throws `Problem(.notFound)`, `.staleVersion`, or `.invalid` while others need it.
  func end(
    _ register: Register, _ code: String, on day: LocalDate?, expecting version: Int64,
    by viewer: Viewer, key: CommandKey?
  ) async throws {
    _ = try await database.command(key) { tx in
      guard let before = try EntryStore.find(register, code, in: tx) else {
        throw Problem(.notFound)
      }
      guard before.version == version else { throw Problem(.staleVersion) }
      let today = CityTime.date(of: tx.now)
      if let day, day < today { throw Problem(field: "ended", "directory.wrong.past") }
      var after = before
      after.endedOn = day
      let around = try surroundings(on: today, in: tx)
      if day != nil, let other = around.dependants(of: before).first {
        throw Problem(
          field: "ended", "directory.wrong.needed",
          values: ["name": before.name, "other": other.name])
      }
      if day == nil {
        let faults = EntryCheck.check(register, Self.typed(before), in: around).faults
        guard faults.isEmpty else { throw Problem(faults) }
      }
      guard after.endedOn != before.endedOn else { return code }
      try store(
        after, before, day == nil ? .revived : .ended, by: viewer, imported: false, in: tx)
      return code
    }
    try await directory.warm()
  }

  static func typed(_ entry: Entry) -> [String: String] {
    entry.values.merging([entry.register.codeKey: entry.code]) { first, _ in first }
  }

  /// Writes the line, its history and the audit; tells of days that are others than before.
  func store(
    _ after: Entry, _ before: Entry?, _ deed: EntryChange.Deed, by viewer: Viewer, imported: Bool,
    in tx: Transaction
  ) throws {
    let today = CityTime.date(of: tx.now)
    let days = after.register == .holidays ? try HolidayStore.load(on: today, in: tx) : []
    guard try EntryStore.save(after, in: tx) else { throw Problem(.staleVersion) }
    try ChangeStore.insert(
      deed, from: before, to: after, by: viewer.actor, imported: imported, in: tx)
    if !imported {
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "directory.entry_" + deed.rawValue,
          subject: "\(after.register.rawValue):\(after.code)"))
    }
    guard after.register == .holidays, let year = Int(after.code) else { return }
    let now = try HolidayStore.load(on: today, in: tx)
    _ = try CalendarRule.calendar(with: now)
    if CalendarRule.days(of: year, in: days) != CalendarRule.days(of: year, in: now) {
      try tx.publish(DirectoryEvents.CalendarChanged(year: year, at: tx.now))
    }
  }
}
