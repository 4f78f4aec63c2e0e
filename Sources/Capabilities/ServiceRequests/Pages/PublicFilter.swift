import Casework
import Civics
import Kernel

/// What of the public cases is asked for; the same words on the page, in feeds and in open data.
struct PublicFilter: Sendable {
  /// Names in the address, in their order.
  static let names = ["show", "service_code", "class_code", "area", "from", "to"]
  /// How many a page of a file has; pages of people have their own.
  static let size = "limit"
  /// Cases of a feed or of one page of open data.
  static let most = 200

  /// As given; what is not given has no entry.
  private(set) var values: [String: String] = [:]
  private(set) var query: CaseQuery

  /// - Throws: `Problem(.invalid)` for a filter that cannot be one.
  init(_ form: Form) throws {
    let own = ["service_code", "class_code", "area", "after", "limit"]
    query = try QueryReader.read(Form(values: form.values.filter { own.contains($0.key) }))
    for name in Self.names + [Self.size] { values[name] = form.text(name) }
    if let show = values["show"] {
      guard let show = ResidentRoutes.Around(rawValue: show) else { throw Self.wrong("show") }
      query.states = show.states
    }
    if let from = try day("from") { query.submittedFrom = CityTime.instant(from) }
    if let to = try day("to") { query.submittedBefore = CityTime.instant(to.adding(days: 1)) }
    query.sort = .newest
  }

  /// The same filter at another address, with some choices changed; a nil takes one away.
  func link(_ path: String, _ changes: [String: String?] = [:]) -> String {
    var wanted = values
    for (name, value) in changes { wanted[name] = value }
    let pairs = (Self.names + [Self.size, "after"]).compactMap { name in
      wanted[name].map { name + "=" + URLEncoded.encode($0) }
    }
    return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
  }

  private func day(_ name: String) throws -> LocalDate? {
    guard let text = values[name] else { return nil }
    guard let day = LocalDate(text) else { throw Self.wrong(name) }
    return day
  }

  private static func wrong(_ field: String) -> Problem {
    Problem(field: field, "problem.field-value")
  }
}
