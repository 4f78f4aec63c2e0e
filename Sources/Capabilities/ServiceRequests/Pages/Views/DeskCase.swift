internal import Kernel

/// A case as staff see it: the head of the detail on the console, the desk and the call-back page.
struct DeskCase: Sendable {
  let id: String
  let version: Int
  let shortNo: String
  let fullNo: String
  let title: String
  /// "路灯 · 柳巷社区 11 网格 · 李女士 138 **** 2076", the phone masked.
  let meta: String
  let chip: ChipView
  let over: ChipView?
  let risk: RiskView?
  let clock: ClockView?
  let text: String
  let photos: [PhotoView]
  /// Such as "合并的 2 件上报".
  let merged: String?
  /// Things worth knowing before deciding, each with its reason: "同一灯杆半年内第 3 次报修".
  let hints: [String]
  /// The unit's report, once there is one.
  let answer: CaseView.Answer?
  let afterPhotos: [PhotoView]
  let timeline: [TimelineItem]
}

/// The running limit, large: what is left, of which limit, from when to when.
struct ClockView: Sendable {
  /// "8分", without 剩: the label says it.
  let big: String
  /// Such as "接单时限 10:36".
  let label: String
  /// Such as "9:41 到".
  let from: String
  /// Such as "办结 明天 9:41".
  let until: String
  let tape: SLATape
}
