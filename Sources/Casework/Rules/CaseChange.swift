public import Civics
public import Kernel

/// What a rule looks at besides the case itself.
public struct CaseFacts: Sendable {
  public let now: Timestamp
  public let calendar: BusinessCalendar
  public let table: LimitTable
  /// The case to merge into, if it is there and visible.
  public var target: Case?
  public var alreadySupports = false
  public var nudgedToday = false
  /// Whether somebody without an account waits for it, whose report was merged into it.
  public var strangersWait = false

  public init(now: Timestamp, calendar: BusinessCalendar, table: LimitTable) {
    self.now = now
    self.calendar = calendar
    self.table = table
  }

  var rules: LimitTable.Rules { table.rules }
}

/// What a move comes to: the case as it will be, and what is written beside it.
public struct CaseChange: Sendable {
  public var item: Case
  public var clocks: [ClockStep] = []
  /// Words for the history.
  public var text: String?
  /// Whether the reporter reads them.
  public var isPublic = true
  /// Codes for the history.
  public var data: [String: String] = [:]

  init(_ item: Case) { self.item = item }

  mutating func enter(_ state: CaseState, at now: Timestamp) {
    item.state = state
    item.stateSince = now
  }
}

extension Case {
  /// Whose duty it is, as the clocks write it.
  public var owner: String {
    if let leadUnit { return leadUnit }
    guard let level else { return CaseDesk.dispatch }
    return "area:\(place.area(at: level) ?? place.area)"
  }

  /// Whether the unit can speak with the reporter.
  public var canBeContacted: Bool {
    !reporter.isAnonymous && !reporter.hidesFromHandler
      && (reporter.person != nil || reporter.contactMasked != nil)
  }

  /// Whether anybody can be asked at all: an anonymous reporter still answers in the app.
  ///
  /// Who finds something on duty is no resident who could be content with it.
  public var canBeAsked: Bool {
    !source.isProactive && (reporter.person != nil || reporter.contactMasked != nil)
  }
}

/// Owners of duties that are no unit.
public enum CaseDesk {
  public static let dispatch = "desk:dispatch"
  /// Who approves for the place, once the dispatch desk is late; then who leads the district.
  public static let chief = "desk:chief"
  public static let leader = "desk:leader"
  public static let approval = "desk:approval"
  public static let supervision = "desk:supervision"
  public static let reporter = "desk:reporter"

  /// Whose it is next when this desk is late; nil at the top, and for desks beside the ladder.
  public static func above(_ desk: String) -> String? {
    switch desk {
    case dispatch: chief
    case chief: leader
    default: nil
    }
  }
}
