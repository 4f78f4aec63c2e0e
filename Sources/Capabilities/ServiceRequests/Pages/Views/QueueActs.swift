/// What the dispatcher may do with the selected case now; a form that is nil is not shown.
///
/// Each posts to `/console/cases/{id}/{move}` with `version`.
struct QueueActs: Sendable {
  /// `accept`: no fields.
  var canAccept = false
  var dispatch: Dispatch?
  var file: Filing?
  var refuse: Refusal?
  var merge: Merging?
  var objection: Objection?
  var extended: Extension?
  var parking: Parking?
  /// `resumption`: takes a parked case up again; no fields.
  var canResume = false
  var assignment: Assignment?

  /// `dispatch`: `unit` or `other_unit`, `limit_code`, `note`; `class_code` while it is not filed.
  struct Dispatch: Sendable {
    let suggested: [Candidate]
    let others: [OptionView]
    /// Shown while the case is not filed yet: dispatching files it with this class.
    let filing: Classes?
    let limits: [OptionView]
    let note: String
  }

  struct Classes: Sendable { let classes: [OptionView] }

  /// A suggested unit and why; any other can be chosen instead.
  struct Candidate: Sendable {
    let value: String
    let name: String
    /// Such as "公共路灯归口".
    let why: String
    /// Such as "1.2 公里 · 手上 3 件".
    let meta: String
    /// "上月按时 98%", of the unit, never of a person.
    let rate: String?
    let chosen: Bool
  }

  /// `file` (立案): `class_code`, `limit_code`, `urgency`.
  struct Filing: Sendable {
    let classes: [OptionView]
    let limits: [OptionView]
    let urgencies: [OptionView]
  }

  /// `refuse`: `ground`, one of the listed ones, `channel`, the right place to go, and `reason`.
  struct Refusal: Sendable {
    /// The note of a ground names the channels that go with it.
    let grounds: [OptionView]
    let channels: [OptionView]
  }

  /// `merge`: `into`, a case's id.
  struct Merging: Sendable {
    let candidates: [Candidate]

    struct Candidate: Sendable {
      let value: String
      let title: String
      /// Why they seem the same: "同类 · 30 米 · 昨天".
      let why: String
      let chip: ChipView
      let chosen: Bool
    }
  }

  /// `objection-decision`: `decision` (`upheld`, `dismissed`), `reason`; decided once.
  struct Objection: Sendable {
    let from: String
    /// Such as "说是物业 柳巷服务站的事".
    let whose: String
    let reason: String
  }

  /// `extension-decision`: `decision` (`granted`, `refused`), `reason`.
  struct Extension: Sendable {
    let from: String
    let reason: String
    let until: String
  }

  /// `parking` (挂账): `cause`, `plan`, `review_on`; never counted as solved.
  struct Parking: Sendable {
    let causes: [OptionView]
    let earliest: String
  }

  /// `assignment`: `unit`, `reason`.
  struct Assignment: Sendable {
    let units: [OptionView]
  }
}
