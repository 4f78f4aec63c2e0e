internal import Kernel

/// A case as staff see it: the head of the detail on the console, the desk and the call-back page.
struct DeskCase: Sendable {
  let id: String
  /// Where its forms are posted to: `/console/cases/`.
  let base: String
  let version: Int
  let shortNo: String
  let fullNo: String
  let title: String
  /// Such as "路灯 · 柳巷 12 号楼 · 柳巷社区 11 网格".
  let meta: String
  /// Who has it, and who helps; empty while nobody has.
  let lead: String
  let coUnits: String
  let contact: Contact?
  let chip: ChipView
  let over: ChipView?
  /// Such as "上冻前（12月15日前办好）".
  var marks: [String] = []
  let risk: RiskView?
  let clock: ClockView?
  let text: String
  let photos: [PhotoView]
  /// Path of what the reporter said.
  var voice: String?
  /// Such as "合并的 2 件上报".
  let merged: String?
  /// Their numbers, as far as the reader may open them.
  var parts: [LinkView] = []
  /// The case that this one was merged into.
  var into: LinkView?
  /// What it was split into, and what it is a part of.
  var pieces: [PartView] = []
  var isSplit = false
  var whole: LinkView?
  var isWholeOpen = false
  /// What the reporter was asked and has not answered.
  var asked: String?
  /// Things worth knowing before deciding, each with its reason: "同一灯杆半年内第 3 次报修".
  let hints: [String]
  /// The unit's report, once there is one.
  let answer: CaseView.Answer?
  let afterPhotos: [PhotoView]
  let timeline: [TimelineItem]
  var duties: [Duty] = []
  var hasDuties: Bool { !duties.isEmpty }
  /// Where is decided which photos everybody sees; nil for who does not decide.
  var covers: String?

  enum Place: String, Sendable {
    case console = "/console/cases/"
    case desk = "/desk/cases/"
    case callbacks = "/callbacks/"
  }

  /// One clock: whose it is, by when, how it stands (`al` for late, `ok` for met).
  struct Duty: Sendable {
    let name: String
    let owner: String
    let due: String
    let state: String
    let look: String
    /// When it was owed by those who had it before.
    let since: String?
  }

  /// The reporter's number: masked until somebody asks for it, which is written down.
  struct Contact: Sendable {
    let masked: String
    let number: String?
    let canReveal: Bool
  }
}

/// The running limit, large: what is left, of which limit, from when to when.
struct ClockView: Sendable {
  /// "8分", without 剩: the label says it.
  let big: String
  /// Such as "接单时限".
  let label: String
  /// When it began: "今天 9:41".
  let from: String
  /// When it ends: "明天 9:41".
  let until: String
  let tape: SLATape
}
