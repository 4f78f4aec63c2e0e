internal import Kernel

/// One form for what somebody says on the telephone or at the window.
struct IntakeView: Sendable {
  let sources: [OptionView]
  let phone: String
  let isWithheld: Bool
  let kinds: [Group]
  let text: String
  let address: String
  let grids: [OptionView]
  let isPublic: Bool
  let isHidden: Bool
  /// What others reported close by; set once for a place.
  let nearby: Nearby?
  let errors: FormErrors?

  struct Group: Sendable {
    let label: String
    let options: [OptionView]
  }

  struct Nearby: Sendable {
    /// The place they were looked for at; pressing on means that it is none of them.
    let at: String
    let cases: [ReportWhereView.NearbyCase]
  }
}

/// What is read out to the caller.
struct TakenInView: Sendable {
  let shortNo: String
  /// The whole number in groups, as one reads it out.
  let groups: [String]
  let fullNo: String
  let code: String
  /// "路灯类一般 2 小时内接单…".
  let promise: String?
  /// Danger words were found: 110, 119, 120 come first.
  let isUrgent: Bool
  /// The case in the console, for those who may open it.
  let path: String?
}
