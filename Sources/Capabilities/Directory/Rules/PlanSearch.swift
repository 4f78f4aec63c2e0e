import Civics
import Contracts
import Kernel

/// What of the plan somebody looks for: by a name, a place or a number.
struct PlanSearch: Sendable {
  /// Rows of one page; whoever looks for one place writes its name.
  static let most = 200

  /// A community and those of its grids that fit.
  struct Group: Sendable {
    /// Nil where the plan does not say what its grids belong to.
    let place: CityPlan.Area?
    let grids: [CityPlan.Area]
  }

  let plan: CityPlan
  /// Empty finds everything.
  let words: String

  init(_ plan: CityPlan, _ words: String) {
    self.plan = plan
    self.words = Self.folded(words)
  }

  /// Each community with its grids; one that fits itself has all of them.
  func groups(in language: Language) -> [Group] {
    let places = plan.areas.filter { $0.code.utf8.count == 12 }.sorted { $0.code < $1.code }
    let grids = plan.areas.filter { $0.code.utf8.count == 15 }.sorted { $0.code < $1.code }
    let known = Set(places.map(\.code))
    let loose = grids.filter { !known.contains(String($0.code.prefix(12))) && fits($0) }
    let groups = places.compactMap { place -> Group? in
      let own = grids.filter { $0.code.hasPrefix(place.code) }
      let isWhole = fits(place)
      let found = isWhole ? own : own.filter(fits)
      return isWhole || !found.isEmpty ? Group(place: place, grids: found) : nil
    }
    return groups + (loose.isEmpty ? [] : [Group(place: nil, grids: loose)])
  }

  func units() -> [CityPlan.Unit] {
    plan.units.filter { fits([$0.name, $0.english, $0.phone, $0.code]) }
  }

  private func fits(_ area: CityPlan.Area) -> Bool {
    fits([area.name, area.english, area.phone, area.code])
  }

  private func fits(_ texts: [String?]) -> Bool {
    words.isEmpty || texts.contains { Self.folded($0 ?? "").contains(words) }
  }

  /// Blanks and signs do not count: people write "11网格" and "019 610".
  private static func folded(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
