internal import Kernel

/// The list of limits: what holds, what will, and the form for the next version.
struct LimitsView: Sendable {
  let heading: String
  let versions: [Version]
  let rows: [Row]
  let formats: [LinkView]
  let errors: FormErrors?
  /// Why nothing was done.
  var notice: String?
  var name = ""
  var from = ""

  struct Version: Sendable {
    let label: String
    let state: String
    let look: String
    let path: String
    let isShown: Bool
    let name: String
    /// The day of one that has not begun, which may be taken back.
    let takeBack: String?
  }

  struct Row: Sendable {
    let kind: String
    let standard: String
    let condition: String
    let limit: String
    let closing: String
    let lead: String
  }
}

/// What a file says, before it is confirmed.
struct LimitsCheckView: Sendable {
  let id: String
  let heading: String
  let file: String
  let summary: String
  let faults: [Fault]
  let hasFaults: Bool
  let rows: [LimitsView.Row]
  /// What would hold no longer, and that it is so.
  let lost: [LimitsView.Row]
  let lostNote: String?
  let notice: String?
  let done: String?
  let canActivate: Bool

  struct Fault: Sendable {
    let line: String
    let column: String
    let text: String
  }
}
