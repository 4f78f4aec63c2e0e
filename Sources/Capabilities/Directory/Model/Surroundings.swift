import Contracts
import Kernel

/// The directory that a line has to fit into.
struct Surroundings: Sendable {
  /// Six digits of the district.
  let region: String
  /// What holds, by register and code.
  private(set) var entries: [Register: [String: Entry]]
  /// What rules may be about; empty where nobody knows.
  let topics: [CityPlan.Topic]

  init(region: String, _ list: [Entry], on day: LocalDate, topics: [CityPlan.Topic] = []) {
    self.region = region
    self.topics = topics
    entries = [:]
    for entry in list where entry.holds(on: day) { put(entry) }
  }

  func all(_ register: Register) -> [Entry] {
    (entries[register] ?? [:]).values.sorted { $0.code < $1.code }
  }

  func entry(_ register: Register, _ code: String) -> Entry? { entries[register]?[code] }

  mutating func put(_ entry: Entry) { entries[entry.register, default: [:]][entry.code] = entry }

  mutating func take(_ entry: Entry) { entries[entry.register]?[entry.code] = nil }

  /// Whether the digits are the district, a region or a grid that holds.
  func hasArea(_ code: String) -> Bool {
    code == region || entry(code.utf8.count == 15 ? .grids : .regions, code) != nil
  }

  /// Everything that names this line and would hang in the air without it.
  func dependants(of entry: Entry) -> [Entry] {
    let (code, register) = (entry.code, entry.register)
    func placed(_ list: [Entry]) -> [Entry] { list.filter { $0["place"] == code } }
    func serving(_ list: [Entry]) -> [Entry] { list.filter { $0["area"] == code } }
    return switch register {
    case .units:
      all(.units).filter { $0["parent"] == code && $0.code != code }
        + all(.posts).filter { $0["office"] == code }
        + all(.rules).filter { ([$0["lead"]] + $0["co"].words).contains(code) }
    case .regions:
      all(.regions).filter { $0.code.hasPrefix(code) && $0.code != code }
        + all(.grids).filter { $0.code.hasPrefix(code) } + serving(all(.units) + all(.posts))
        + placed(all(.rules))
    case .grids: serving(all(.units) + all(.posts)) + placed(all(.rules))
    case .posts: all(.shifts).filter { $0["station"] == code }
    case .shifts, .rules, .holidays: []
    }
  }
}
