import Kernel

/// Where one attempt at reaching a person by one channel stands.
enum Delivery: String, CaseIterable, Sendable, ColumnValue {
  case waiting
  /// Handed to the carrier, answer outstanding: ask before sending again.
  case sending
  case sent, delivered, failed
  /// The person does not want it, or cannot be reached in this way.
  case withheld

  /// Whether nothing more will be tried.
  var isSettled: Bool { self != .waiting && self != .sending }
}
