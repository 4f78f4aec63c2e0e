internal import Kernel

/// A unit's or grid's own list by time left.
struct DeskView: Sendable {
  /// Such as "手上 9 件".
  let heading: String
  let counts: [QueueView.CountFilter]
  /// What else is there to see: what waits for a look at the spot, what went through one's hands.
  let shows: [LinkView]
  let rows: [QueueRow]
  let first: String?
  let older: String?
  let empty: EmptyView?
  /// For those who walk: where the matters of the list are.
  var map: MapView?
  /// Filing for a caller, for those who may.
  var intakePath: String?
  /// The list as a file, where it is one's own.
  var exportPath: String?
  /// Set where the list is in the order of a walk.
  var walk: Walk?

  struct Walk: Sendable {
    let note: String
    /// Where the person said to be, "29.0000,118.0100" in WGS-84; empty from the grid's middle.
    let start: String
  }
}

/// One case on the handler's or grid worker's desk.
struct DeskCaseView: Sendable {
  let detail: DeskCase
  let acts: DeskActs
  let errors: FormErrors?
}

/// What the handler may do now; each posts to `/desk/cases/{id}/{move}` with `version`.
struct DeskActs: Sendable {
  /// `start`: the unit contacts the reporter first.
  var canStart = false
  /// Nobody is contacted about a part of a case.
  var isPart = false
  /// `take-over`: an escalated case waits for this level.
  var canTakeOver = false
  /// `resumption`: a parked case is taken up again.
  var canResume = false
  /// `contact`: the first word with the reporter, `words`.
  var contact: Contact?
  var objection: Objection?
  var extended: Extension?
  var escalation: Escalation?
  var result: Result?
  /// `file` (立案) after a look at the spot.
  var file: QueueActs.Filing?
  var words: WordsForm?
  var question: QuestionForm?
  var canAskOutside = false
  /// The grid worker's two buttons: 反馈结果 posts to `on-site-result`, 上报 to `escalation`.
  var isGrid = false
  /// False when there is nothing to do but wait.
  var anyAct = true

  struct Contact: Sendable {
    /// Such as "今天 18:00 前要联系上".
    let until: String
    let typed: Typed
  }

  /// `objection`: `whose` it is in the unit's eyes, `reason`.
  struct Objection: Sendable {
    let units: [OptionView]
    /// Such as "今天 14:31 前可以提".
    let until: String
    var typed = Typed()
  }

  /// `extension`: `amount` in the limit's own unit, `reason`.
  struct Extension: Sendable {
    /// No more than the limit itself.
    let most: Int
    /// Such as "工作日".
    let unit: String
    var typed = Typed()
  }

  /// `escalation`: `reason`.
  struct Escalation: Sendable {
    /// Such as "交给柳巷社区，1 个工作日".
    let to: String
    var typed = Typed()
  }

  /// `result` or `on-site-result`: `outcome`, `text` (20…), `photos`, `reporter_confirmed`.
  struct Result: Sendable {
    /// What has to be so before it may be closed; nil where the list of limits says nothing.
    var closing: String? = nil
    /// Last part of the address it posts to.
    let move: String
    let outcomes: [OptionView]
    let text: String
    let confirmed: Bool
    /// Photos of an earlier attempt; each can be taken out.
    var photos: [ReportWhatView.DraftPhoto] = []
    var hasPhotos = false
  }
}
