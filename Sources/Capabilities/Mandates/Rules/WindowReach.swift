import Kernel

/// How far a window reaches (docs/rules.md §10; PIPL article 6: no more than the purpose needs).
///
/// People have no area here. A mandate is within a window's reach because its number was said
/// there, for as long as that is attended to, or because that window confirmed it.
struct WindowReach: Hashable, Sendable {
  /// Digits its places begin with; an empty text is the whole site.
  let areas: [String]

  init(_ viewer: Viewer) {
    areas = viewer.scopes(for: .workWindow).compactMap { scope in
      switch scope {
      case .area(let digits): digits
      case .everything: ""
      case .own, .unit, .one: nil
      }
    }
  }

  /// Whether it opens one that is of use still and was taken in at a place of this window's.
  func opens(
    _ mandate: Mandate, takenIn: [WindowTaking], at now: Timestamp, _ terms: MandateTerms
  ) -> Bool {
    guard mandate.isOfUse(at: now, terms) else { return false }
    return areas.contains { area in
      area.isEmpty || takenIn.contains { $0.untilAt > now && $0.area.hasPrefix(area) }
    }
  }
}

/// A mandate within the reach of the windows of one area, for a time.
struct WindowTaking: Hashable, Sendable {
  /// Digits; empty for a window of the whole site.
  let area: String
  let untilAt: Timestamp
}

extension Mandate {
  /// Waits, holds, or ended so lately that whoever ended it looks at it still.
  func isOfUse(at now: Timestamp, _ terms: MandateTerms) -> Bool {
    if let endedAt { return now < endedAt.adding(hours: terms.windowHours) }
    return state == .pending || holds(at: now)
  }
}
