import Casework
import Contracts
import Kernel

/// The console's counts, choices and empty state, for one look at it.
struct QueueScreen: Sendable {
  let screen: CaseScreen
  let filter: QueueFilter
  /// Of the same filter; nil where nothing is narrowed and the pane is closed.
  let cube: CaseCube?
  let counts: CaseCounts?

  init(_ screen: CaseScreen, _ filter: QueueFilter, cube: CaseCube?, counts: CaseCounts?) {
    self.screen = screen
    self.filter = filter
    self.cube = cube
    self.counts =
      counts
      ?? cube?.counts { cell in
        // Above the queue every state is counted, within the other filters.
        let query = filter.query
        return (query.services.isEmpty || query.services.contains(cell.service))
          && (query.classCodes.isEmpty || query.classCodes.contains(cell.classCode))
          && (query.area.map { cell.area.hasPrefix($0) } ?? true)
      }
  }

  private static let fresh: Set<CaseState> = [.submitted, .accepted, .filed]
  static let freshCode = "submitted,accepted,filed"

  var countTabs: [QueueView.CountFilter] {
    let none: [String: String?] = ["status": nil, "time": nil, "closed": nil, "sort": nil]
    func path(_ name: String, _ value: String) -> String {
      filter.link(none.merging([name: value]) { _, new in new })
    }
    let status = filter.values["status"]
    let time = filter.values["time"]
    let isClosed = filter.values["closed"] != nil
    let counts = counts
    let new = counts.map { counts in
      Self.fresh.reduce(0) { $0 + (counts.states[$1] ?? 0) }
    }
    return [
      screen.say.count(
        .open, counts?.open, path: filter.link(none),
        isCurrent: status == nil && time == nil && !isClosed && filter.query.text == nil),
      screen.say.count(
        .new, new, path: path("status", Self.freshCode), isCurrent: status == Self.freshCode),
      screen.say.count(.near, counts?.near, path: path("time", "near"), isCurrent: time == "near"),
      screen.say.count(.over, counts?.over, path: path("time", "over"), isCurrent: time == "over"),
      screen.say.count(
        .done, counts?.closedToday, path: path("closed", "today"), isCurrent: isClosed),
    ]
  }

  var sorts: [LinkView] {
    // What is closed has no time left.
    let isOpen = filter.query.states.allSatisfy(\.isOpen)
    let all: [(CaseQuery.Sort, CaseSay.Sort)] = [
      (.timeLeft, .left), (.newest, .arrival), (.grid, .grid),
    ]
    return all.filter { isOpen || $0.0 == .newest }.map { sort, word in
      screen.say.sort(
        word, path: filter.link(["sort": sort.rawValue]), isCurrent: filter.query.sort == sort)
    }
  }

  /// One chip for each filter that is on; pressing it takes the filter away.
  var chips: [LinkView] {
    active.map { name, label in
      LinkView(path: filter.link([name: nil]), label: label, current: true)
    }
  }

  /// Names and words of the filters that are on.
  private var active: [(name: String, label: String)] {
    QueueFilter.names.compactMap { name in
      guard let value = filter.values[name], let label = label(name, value) else { return nil }
      return (name, label)
    }
  }

  private func label(_ name: String, _ value: String) -> String? {
    switch name {
    case "status": screen.states(value)
    case "service_code": screen.text("service." + value)
    case "class_code": screen.text("class." + value)
    case "area": screen.areaName(value)
    case "unit": screen.unitName(value)
    case "found": screen.text("mark.proactive")
    case "season_code": CodeWords.seasons.text(value, screen.words, screen.language)
    case "time": value == "near" ? screen.text("queue.count.near") : screen.text("queue.count.over")
    case "closed": screen.text("queue.count.done")
    case "q": "“" + value + "”"
    default: nil
    }
  }

  /// Why there is nothing, and what would find something.
  func empty(_ withoutText: CaseCube?) -> EmptyView {
    guard !active.isEmpty else { return screen.say.queueEmpty(nextLimit: nil) }
    let others = active.compactMap { name, label -> (filter: String, count: Int, path: String)? in
      guard let number = number(without: name, withoutText), number > 0 else { return nil }
      return (name == "q" ? filter.query.text ?? label : label, number, filter.link([name: nil]))
    }
    let shown = screen.say.queueFiltered(Array(others.prefix(4)))
    let act = LinkView(path: "/console", label: screen.text("queue.all"))
    return EmptyView(text: shown.text, act: act, others: shown.others)
  }

  private func number(without name: String, _ withoutText: CaseCube?) -> Int? {
    let parts: [String: QueueFilter.Part] = [
      "status": .status, "time": .time, "service_code": .service, "class_code": .classCode,
      "area": .area,
    ]
    if let part = parts[name] {
      return cube?.cells.reduce(0) { $0 + filter.number(of: $1, without: part) }
    }
    guard name == "q", let withoutText else { return nil }
    return withoutText.cells.reduce(0) { $0 + filter.number(of: $1) }
  }
}
