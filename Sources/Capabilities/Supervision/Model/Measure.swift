import Kernel

/// What a request can add to the figures of a period; the order is that of the bits in a frozen
/// week, so new ones go to the end.
enum Measure: String, CaseIterable, Codable, Sendable, ColumnValue {
  /// Sent in, whatever became of it; imported ones are counted apart.
  case filed
  case imported
  /// Left out of everything below, for a reason that is listed.
  case excluded
  case received, proactive, repeated, whistled
  case dispatched, returned
  case firstRight = "first_right"
  case contactDue = "contact_due"
  case contactedInTime = "contacted_in_time"
  case handled
  case handledInTime = "handled_in_time"
  case reworked, closed
  /// Closed on an answer that counts as evidence.
  case called
  case solved, satisfied
  /// As they stand at one moment rather than in a period.
  case open, parked, overdue
  /// Sent out while the dispatch catalogue named a unit; to another one than that; and of these,
  /// what did not stay where it was sent.
  case proposed, overruled
  case overruledBack = "overruled_back"

  var bit: Int64 { 1 << Int64(Self.allCases.firstIndex(of: self) ?? 0) }

  /// What it is a part of; a rate is a part over its whole.
  var whole: Measure? {
    switch self {
    case .proactive, .whistled: .received
    case .received, .excluded, .repeated: .filed
    case .returned, .firstRight, .proposed: .dispatched
    case .overruled: .proposed
    case .overruledBack: .overruled
    case .contactedInTime: .contactDue
    case .handledInTime, .reworked: .handled
    case .called: .closed
    case .solved, .satisfied: .called
    case .parked, .overdue: .open
    case .filed, .imported, .dispatched, .contactDue, .handled, .closed, .open: nil
    }
  }

  /// Whether it is a part of `other`, or of a part of it.
  func isPart(of other: Measure) -> Bool {
    guard let whole else { return false }
    return whole == other || whole.isPart(of: other)
  }

  /// Which time of a request decides the period it is counted in.
  enum Anchor: String, CaseIterable, Sendable {
    case submitted, dispatched
    case contactDue = "contact_due"
    case handled, closed
  }

  /// Nil for what is of a moment.
  var anchor: Anchor? {
    switch self {
    case .filed, .imported, .excluded, .received, .proactive, .repeated, .whistled: .submitted
    case .dispatched, .returned, .firstRight, .proposed, .overruled, .overruledBack: .dispatched
    case .contactDue, .contactedInTime: .contactDue
    case .handled, .handledInTime, .reworked: .handled
    case .closed, .called, .solved, .satisfied: .closed
    case .open, .parked, .overdue: nil
    }
  }

  /// Of a moment, not of a period.
  var isStock: Bool { anchor == nil }
}

/// Why a request is in no figure but the number of those left out (docs/rules.md §12).
enum Exclusion: String, CaseIterable, Codable, Sendable, ColumnValue {
  /// Merged into another: counted there, once.
  case merged
  case refused, withdrawn
  /// An inquiry that was answered without being sent to anybody.
  case atOnce = "at_once"
}

/// By what figures are split: units, places and kinds of matter, never persons.
enum Axis: String, CaseIterable, Codable, Sendable, ColumnValue {
  case all, unit, area
  case classCode = "class"
  case kind
  /// Of the day it was sent in, for the curve of a day.
  case hour
}
