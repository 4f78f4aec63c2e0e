public import Kernel

/// One of the matters that a case is split into, as whoever splits it names it.
public struct CasePart: Hashable, Sendable {
  /// 4 to 60 characters.
  public var title: String
  public var assignment: Assignment

  public init(title: String, assignment: Assignment) {
    self.title = title
    self.assignment = assignment
  }

  /// How many a case may have; the upper one is Signalen's.
  public static let counts = 2...10
}

extension Assignment {
  /// What was proposed when it was dispatched: whether it was followed is what first-dispatch
  /// correctness is counted from.
  public struct Proposal: Hashable, Sendable {
    public let unit: String
    /// The rule's code; nil where the unit's own duties named it.
    public let rule: String?

    public init(unit: String, rule: String?) {
      self.unit = unit
      self.rule = rule
    }
  }
}

extension CaseDetails {
  /// A question to the reporter that waits for an answer.
  public struct Asking: Hashable, Codable, Sendable {
    public let question: String
    public let at: Timestamp
    /// Unit or desk that asked.
    public let by: String
  }
}

extension Case {
  /// Nobody's to work on itself: its parts are.
  public var waitsForParts: Bool {
    details.parts != nil && level == nil && state == .inProgress
  }

  public var isPart: Bool { parent != nil }
}
