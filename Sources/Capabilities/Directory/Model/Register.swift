import Contracts

/// The lists that an administrator keeps; every line of one has the same columns.
enum Register: String, CaseIterable, Codable, Sendable {
  case units, regions, grids, posts, shifts, rules, holidays

  /// What stands in one column, by the key that forms and files know it by.
  struct Column: Sendable, Hashable {
    enum Look: Sendable { case line, long, choice }

    let key: String
    let look: Look
    let isRequired: Bool

    init(_ key: String, _ look: Look = .line, required: Bool = false) {
      self.key = key
      self.look = look
      isRequired = required
    }
  }

  /// The column by which lines are told apart; its name says which register a file is of.
  var codeKey: String {
    switch self {
    case .units: "unit"
    case .regions: "region"
    case .grids: "grid"
    case .posts: "post"
    case .shifts: "shift"
    case .rules: "rule"
    case .holidays: "year"
    }
  }

  /// In the order of forms and files; the code comes first and is required.
  var columns: [Column] {
    [Column(codeKey, required: true)] + others
  }

  private var others: [Column] {
    switch self {
    case .units:
      [
        Column("name", required: true), Column("english"), Column("kind", .choice, required: true),
        Column("credit"), Column("phone", required: true), Column("parent"), Column("area"),
        Column("hours"), Column("duties", .long),
      ]
    case .regions:
      [Column("name", required: true), Column("english"), Column("phone"), Column("border", .long)]
    case .grids:
      [
        Column("name", required: true), Column("english"), Column("phone"), Column("latitude"),
        Column("longitude"), Column("border", .long),
      ]
    case .posts:
      [
        Column("name", required: true), Column("english"), Column("phone", required: true),
        Column("office"), Column("area"), Column("duties", .long),
      ]
    case .shifts:
      [
        Column("station", required: true), Column("holder", required: true), Column("english"),
        Column("phone"), Column("days", .choice, required: true), Column("times", required: true),
        Column("first"), Column("last"),
      ]
    case .rules:
      [
        Column("name", required: true), Column("english"), Column("matter", required: true),
        Column("place"), Column("days", .choice), Column("daytimes"), Column("season"),
        Column("first"), Column("last"), Column("lead", required: true), Column("co"),
      ]
    case .holidays:
      [Column("source", required: true), Column("off", .long), Column("work", .long)]
    }
  }

  /// The codes that a column of choices may hold, in the order in which they are offered.
  static func choices(of key: String) -> [String] {
    switch key {
    case "kind": UnitKind.allCases.map(\.rawValue)
    case "days": ShiftDays.allCases.map(\.rawValue)
    default: []
    }
  }

  /// In files only: the first day on which a line no longer holds.
  static let endKey = "ended"
}

/// What an organisation is (docs/rules.md §1).
enum UnitKind: String, CaseIterable, Sendable {
  case government, department, street, community, police, discipline, hospital, enterprise
  case school, care, carrier, alliance
}
