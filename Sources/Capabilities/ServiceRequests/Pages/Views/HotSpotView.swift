internal import Kernel

/// The hot spots of the last weeks.
struct HotSpotsView: Sendable {
  let note: String
  /// "10:20 计算"; nil when there is none.
  let counted: String?
  let lines: [HotSpotLine]
  let empty: EmptyView?
}

/// One hot spot and the cases behind it.
struct HotSpotView: Sendable {
  let line: HotSpotLine
  let counted: String
  /// Those that can still be put together have `pick`.
  let rows: [QueueRow]
  /// Nil where there is nothing to put together, or it is not the viewer's to do.
  let merge: Merge?
  /// That some of its cases are not the viewer's to see.
  let hidden: String?

  /// The case that stands for the shared problem.
  struct Merge: Sendable {
    let into: String
    let number: String
    let title: String
  }
}

struct HotSpotLine: Sendable {
  let number: Int
  let path: String
  let place: String
  /// Title of the case that is most like all others.
  let summary: String
  /// "热度 32.4".
  let heat: String
  let period: String
  /// "9 人次 · 4 天 · 3 户附议".
  let facts: String
  let risk: RiskView?
}
