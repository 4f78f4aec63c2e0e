import Casework
import Kernel

/// What the console shows, as it stands in the address: every choice can be linked to and kept.
struct QueueFilter: Sendable {
  /// Names in the address, in their order.
  static let names = [
    "status", "time", "closed", "service_code", "class_code", "area", "unit", "found",
    "season_code", "q", "sort",
  ]

  /// As given; what is not given has no entry.
  private(set) var values: [String: String] = [:]
  private(set) var query: CaseQuery

  /// Throws `Problem(.invalid)` for a filter that cannot be one.
  init(_ form: Form, at now: Timestamp) throws {
    query = try QueryReader.read(form)
    for name in Self.names { values[name] = form.text(name) }
    if values["sort"] == nil { query.sort = isOfOpen ? .timeLeft : .newest }
    if values["status"] == nil, query.text == nil { query.openOnly = true }
    if values["closed"] != nil {
      query.states = [.closed]
      query.openOnly = false
      query.closedFrom = CityTime.instant(CityTime.date(of: now))
      query.sort = .newest
    }
  }

  /// By time left only what is open is listed.
  var isOfOpen: Bool {
    query.text == nil && query.states.allSatisfy(\.isOpen) && values["closed"] == nil
  }

  /// Whether the counts above the queue are of less than everything.
  var isNarrowed: Bool {
    ["service_code", "class_code", "area", "unit", "found", "season_code", "q"].contains {
      values[$0] != nil
    }
  }

  /// The address of the same list with some choices changed; a nil takes one away.
  ///
  /// The next page of another list would be nowhere, so `after` goes.
  func link(_ changes: [String: String?] = [:], to path: String = "/console") -> String {
    var wanted = values
    for (name, value) in changes { wanted[name] = value }
    return Self.join(path, Self.names.compactMap { name in wanted[name].map { (name, $0) } })
  }

  /// The filter alone, without the place it is used at.
  func liveQuery() -> String { String(link().dropFirst("/console".count).drop { $0 == "?" }) }

  /// The page of the list one was on, for links to its rows and for the way back.
  static func kept(_ form: Form) -> String {
    pairs(form).map { $0.0 + "=" + URLEncoded.encode($0.1) }.joined(separator: "&")
  }

  static func pairs(_ form: Form) -> [(String, String)] {
    (names + ["after"]).compactMap { name in form.text(name).map { (name, $0) } }
  }

  /// Where the next page begins.
  func older(_ cursor: CaseCursor) -> String {
    var pairs = Self.names.compactMap { name in values[name].map { (name, $0) } }
    pairs.append(("after", cursor.text))
    return Self.join("/console", pairs)
  }

  /// What a form that changes only one thing has to send along.
  func hidden(but names: Set<String>) -> [QueueView.KeptField] {
    Self.names.filter { !names.contains($0) }.compactMap { name in
      values[name].map { QueueView.KeptField(name: name, value: $0) }
    }
  }

  private static func join(_ path: String, _ pairs: [(String, String)]) -> String {
    guard !pairs.isEmpty else { return path }
    return path + "?" + pairs.map { $0.0 + "=" + URLEncoded.encode($0.1) }.joined(separator: "&")
  }
}

extension QueueFilter {
  /// Everything a queue is filtered by and the cube knows.
  enum Part: String, CaseIterable { case status, time, service, classCode, area }

  /// How many of the cell fit the filter, without one part of it.
  func number(of cell: CaseCube.Cell, without part: Part? = nil) -> Int {
    if part != .service, !query.services.isEmpty, !query.services.contains(cell.service) {
      return 0
    }
    if part != .classCode, !query.classCodes.isEmpty, !query.classCodes.contains(cell.classCode) {
      return 0
    }
    if part != .area, let area = query.area, !cell.area.hasPrefix(area) { return 0 }
    if part == .status {
      guard cell.state.isOpen else { return 0 }
    } else if query.states.isEmpty {
      guard cell.state.isOpen else { return 0 }
    } else if !query.states.contains(cell.state) {
      return 0
    }
    guard part != .time, let time = query.time else { return cell.number }
    return time == .near ? cell.near : cell.over
  }

  /// How many the list holds in all; nil where they are not counted.
  func total(_ cube: CaseCube) -> Int? {
    guard isCounted else { return nil }
    return cube.cells.reduce(0) { $0 + number(of: $1) }
  }

  /// What was closed before today and what a text finds among it is not counted.
  var isCounted: Bool {
    if values["closed"] != nil { return true }
    return query.openOnly || !query.states.isEmpty && query.states.allSatisfy(\.isOpen)
  }
}
