internal import Kernel

/// A case as its reporter sees it.
struct CaseView: Sendable {
  /// Where the way back leads.
  var back = "/my"
  let id: String
  let version: Int
  let shortNo: String
  let fullNo: String
  let chip: ChipView
  let over: ChipView?
  /// That it was found on patrol, and what time of the year it has to be done before.
  var marks: [String] = []
  /// State and new time in one line: "今天 18:00 前修好".
  let headline: String
  let sub: String
  /// The case it was merged into, where the reader may open it.
  var into: LinkView?
  let steps: [StepView]
  /// False for what was merged, refused or taken back: it goes no further steps.
  var hasSteps = true
  let title: String
  let text: String
  /// Such as "柳巷 12 号楼南侧 · 11 网格 · 4 户附议".
  let place: String
  let photos: [PhotoView]
  /// Path of what the reporter said.
  var voice: String?
  /// Report photo and after photo side by side; empty before there is an answer.
  let beforeAfter: [PhotoView]
  /// The unit's answer, once there is one.
  let answer: Answer?
  let timeline: [TimelineItem]
  /// Late or urgent: whom to call.
  let callNote: String?
  /// Seen with the receipt's code: no pictures, and nothing to do but look.
  let isHeld: Bool
  /// Who works on which part of it.
  var pieces: [PartView] = []
  var isSplit = false
  /// `answer`: to what was asked of the reporter.
  var asked: Asked?
  let words: Words?
  /// `support`: a neighbour's "我也遇到了".
  let canJoin: Bool
  /// `withdrawal`: taken back by the reporter while nobody answered it.
  let withdrawal: Typed?
  let nudge: Nudge?
  let rating: RatingForm?
  /// What I said: "您评了“办好了”，11月22日".
  let rated: String?
  let reopening: Reopening?
  /// What its author may still change.
  var own: Own?
  let errors: FormErrors?

  struct Asked: Sendable {
    let question: String
    /// "请在 12月2日 前回答".
    let until: String
    /// Where it is posted to, and the receipt's code where there is no account.
    var action: String
    var code: String?
    let typed: Typed
  }

  /// `words`: a sentence and photos; those of an earlier attempt are kept.
  struct Words: Sendable {
    let said: String
    let isOpen: Bool
    let photos: [ReportWhatView.DraftPhoto]
    let hasPhotos: Bool
  }

  /// `own-words` while nobody has taken it up; `retraction`, whatever has become of it.
  struct Own: Sendable {
    let words: String?
    let isOpen: Bool
    let sharing: Bool
    let name: Bool
    /// The number that was left, masked.
    let number: String?
  }

  struct Answer: Sendable {
    let initial: String
    let who: String
    let text: String
  }

  struct Nudge: Sendable {
    let isOpen: Bool
    /// "会提醒承办单位的负责人" or when the next one is possible.
    let hint: String
  }

  /// 办好了 / 还凑合 / 没办好, with a tick of its own for "they contacted me".
  struct RatingForm: Sendable {
    /// `done`, `so_so`, `not_done`, each with an icon's name as its code.
    let marks: [OptionView]
    let contacted: Bool
    /// Reasons for 没办好.
    let reasons: [OptionView]
    let text: String
    let note: String
  }

  /// Once, within 15 days of closing (docs/rules.md §4).
  struct Reopening: Sendable {
    /// Such as "12月7日前可以退回一次".
    let until: String
    var typed = Typed()
  }
}
