import Contracts
import Kernel

/// The texts of one purpose and what one person said to them.
struct ConsentBook: Hashable, Sendable {
  /// In the order of their versions, only those valid by now.
  let texts: [ConsentText]
  /// The newest word; nil while nothing was said.
  let last: Consent?

  /// What people are asked today.
  var current: ConsentText? { texts.last }

  enum State: String, Sendable, CaseIterable {
    case open, given, refused, withdrawn
    /// Agreed to something that has become another use since.
    case outdated
  }

  var state: State {
    guard let last else { return .open }
    if last.withdrawnAt != nil { return .withdrawn }
    if last.decision == .refused { return isOutdated ? .open : .refused }
    return isOutdated ? .outdated : .given
  }

  /// A later version that says another purpose, method or kind.
  private var isOutdated: Bool {
    guard let last else { return false }
    return texts.contains { $0.version > last.version && $0.isNewUse }
  }

  /// Whether to ask now: at first, and after a change; after a no only when the quiet time is over.
  func mayAsk(at now: Timestamp) -> Bool {
    guard let current else { return false }
    switch state {
    case .open, .outdated: return true
    case .given: return false
    case .refused, .withdrawn:
      guard let last else { return true }
      return now >= (last.withdrawnAt ?? last.decidedAt).adding(days: current.quietDays)
    }
  }
}
