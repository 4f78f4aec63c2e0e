/// What the dispatcher may do with the selected case now; a form that is nil is not shown.
///
/// Each posts to `/console/cases/{id}/{move}` with `version`; `typed` is what an attempt that was
/// refused had in it.
struct QueueActs: Sendable {
  /// `accept`: no fields.
  var canAccept = false
  var advice: Advice?
  var dispatch: Dispatch?
  var file: Filing?
  var refuse: Refusal?
  /// `merge`: both cases are shown side by side on a page of their own.
  var canMerge = false
  var objection: Objection?
  var extended: Extension?
  var parking: Parking?
  /// `resumption`: takes a parked case up again; no fields.
  var canResume = false
  var reassignment: Reassignment?
  var coUnits: CoUnits?
  var correction: CorrectionForm?
  var words: WordsForm?
  /// `split` has a page of its own.
  var canSplit = false
  var question: QuestionForm?
  /// Asking somebody outside has a page of its own.
  var canAskOutside = false

  /// `correction` with `class_code` alone, in one tap; without a code it is the class it has.
  struct Advice: Sendable {
    let code: String?
    /// "建议：环境保护，因为「噪音」「油烟」".
    let text: String
  }

  /// `dispatch`: `unit` or `other_unit`, `co_units`, `limit_code`, `note`; `class_code` while it is
  /// not filed.
  struct Dispatch: Sendable {
    let suggested: [Candidate]
    let others: [OptionView]
    let levels: [OptionView]
    let coUnits: [OptionView]
    /// Shown while the case is not filed yet: dispatching files it with this class.
    let filing: Classes?
    let limits: [OptionView]
    let typed: Typed
  }

  struct Classes: Sendable { let classes: [OptionView] }

  /// A suggested unit and why; any other can be chosen instead.
  struct Candidate: Sendable {
    let value: String
    let name: String
    /// Such as "公共路灯归口".
    let why: String
    /// Such as the unit's duty line.
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
    let typed: Typed
  }

  /// `refuse`: `ground`, one of the listed ones, `channel`, the right place to go, and `reason`.
  struct Refusal: Sendable {
    /// The note of a ground names the channels that go with it.
    let grounds: [OptionView]
    let channels: [OptionView]
    var typed = Typed()
  }

  /// `objection-decision`: `decision` (`upheld`, `dismissed`), `reason`; decided once.
  struct Objection: Sendable {
    let from: String
    /// Such as "说是物业 柳巷服务站的事".
    let whose: String
    let reason: String
    /// That it is decided once, and by whom where the desk has sent it wrong before.
    let note: String
    var decisions: [OptionView] = []
    var typed = Typed()
  }

  /// `extension-decision`: `decision` (`granted`, `refused`), `reason`.
  struct Extension: Sendable {
    let from: String
    let reason: String
    /// Such as "再要 12 小时，延到 明天 18:00".
    let until: String
    var decisions: [OptionView] = []
    var typed = Typed()
  }

  /// `parking` (挂账): `cause`, `plan`, `review_on`; never counted as solved.
  struct Parking: Sendable {
    let causes: [OptionView]
    let earliest: String
    var typed = Typed()
  }

  /// `reassignment` (改派): `unit`, `co_units`, `reason`.
  struct Reassignment: Sendable {
    /// Who has it now.
    let from: String
    let units: [OptionView]
    let levels: [OptionView]
    let typed: Typed
  }

  /// `co-units`: `co_units`, `reason`; the lead stays.
  struct CoUnits: Sendable {
    let units: [OptionView]
    let typed: Typed
  }

  /// `correction` (改正): the fields as they are, so that only what differs is changed.
  struct CorrectionForm: Sendable {
    let title: String
    let kinds: [Group]
    let classes: [OptionView]
    let urgencies: [OptionView]
    let requestKinds: [OptionView]
    let confidentialities: [OptionView]
    let areas: [OptionView]
    let address: String
    let latitude: String
    let longitude: String
    var seasons: [OptionView] = []
    let typed: Typed

    struct Group: Sendable {
      let label: String
      let options: [OptionView]
    }
  }
}

/// `words`: `words` for the reporter and the staff, or with `staff_only` for the staff alone.
struct WordsForm: Sendable {
  /// Where it is posted to: `/console/cases/`.
  let base: String
  let typed: Typed
}

/// `question`: one to the reporter, who has some days to answer.
struct QuestionForm: Sendable {
  let base: String
  /// "居民有 5 天回答，您这边的时限照走".
  let note: String
  let typed: Typed
}
