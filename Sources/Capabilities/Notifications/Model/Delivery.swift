import Kernel

/// Where the text message of a message stands.
enum Delivery: String, CaseIterable, Sendable, ColumnValue {
  /// Not meant for a text message.
  case none
  case waiting
  /// Handed to the carrier, answer outstanding: ask before sending again.
  case sending
  case sent, delivered, failed
  /// The person does not want such texts, or has no phone.
  case withheld

  /// Whether nothing more will be tried.
  var isSettled: Bool { self != .waiting && self != .sending }
}
