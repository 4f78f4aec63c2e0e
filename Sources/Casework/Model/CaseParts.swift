public import Kernel

/// What a request is, by the five kinds of the Beijing rules: 咨询, 求助, 投诉, 举报, 建议.
public enum RequestKind: String, CaseIterable, Codable, Sendable, ColumnValue {
  case inquiry, help, complaint, disclosure, suggestion
}

/// How a case came in.
public enum CaseSource: String, CaseIterable, Codable, Sendable, ColumnValue {
  case web, phone, hotline, window, qr, visit, whistle, council, inspection, api
  case publicMessage = "public_message"
}

/// 普通, 紧急, 突发.
public enum Urgency: String, CaseIterable, Codable, Sendable, ColumnValue {
  case normal, urgent, emergency
}

/// 公开, 内部, 受限.
public enum Confidentiality: String, CaseIterable, Codable, Sendable, ColumnValue {
  /// Neighbours may see the matter, never the person.
  case open = "public"
  /// The reporter and those who work on it.
  case staff = "internal"
  /// As `staff`, but only with the permission for restricted cases.
  case restricted
}

/// Who has the case on the desk: `grid → community → street → district → leader`.
public enum CaseLevel: String, CaseIterable, Codable, Sendable, ColumnValue {
  case grid, community, street, district, leader

  /// Where 上报 leads; nil at the top.
  public var next: CaseLevel? {
    switch self {
    case .grid: .community
    case .community: .street
    case .street: .district
    case .district: .leader
    case .leader: nil
    }
  }

  /// How many digits of an area code name one place of this level.
  public var digits: Int {
    switch self {
    case .grid: 15
    case .community: 12
    case .street: 9
    case .district, .leader: 6
    }
  }
}

/// How work ended.
///
/// The last two are for suggestions, which end in adopted, partly or not adopted, with a reply.
public enum CaseOutcome: String, CaseIterable, Codable, Sendable, ColumnValue {
  case solved, partly, explained
  case notFeasible = "not_feasible"
  case notOurs = "not_ours"
  case adopted
  case notAdopted = "not_adopted"

  /// Whether a request of this kind may end so.
  public func fits(_ kind: RequestKind) -> Bool {
    switch (self, kind) {
    case (.partly, _), (.notOurs, _): true
    case (.adopted, .suggestion), (.notAdopted, .suggestion): true
    case (_, .suggestion), (.adopted, _), (.notAdopted, _): false
    case (.solved, _), (.explained, _), (.notFeasible, _): true
    }
  }
}

/// A file of a case: known by its id in the file store.
public enum CaseFile {}

/// What a picture or sound shows.
public enum AttachmentKind: String, CaseIterable, Codable, Sendable, ColumnValue {
  case before, after, voice, paper
}
