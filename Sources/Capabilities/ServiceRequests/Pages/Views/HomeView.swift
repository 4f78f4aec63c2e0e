/// The first page residents see.
struct HomeView: Sendable {
  /// Such as "早上好，慧芳".
  let greeting: String
  /// Such as "11月22日 周日".
  let day: String
  var latest: Latest?
  /// Kinds that are reported most, each a door into a report with the kind chosen.
  let drawers: [Drawer]
  /// The two doors that 大字版 has beside its own four.
  var doors: [Drawer]
  let nearby: [Nearby]
  /// The office's phone of one's own grid, for 大字版.
  var gridPhone: GridPhone?

  /// The one case of mine that moved last.
  struct Latest: Sendable {
    let path: String
    let chip: ChipView
    let when: String
    let title: String
    let text: String
    /// Five marks: `d` done, `n` now, empty to come.
    let steps: [StepView]
    /// True when it waits for my rating.
    let asksRating: Bool
  }

  struct Drawer: Sendable {
    let path: String
    let icon: String
    let label: String
    let note: String
  }

  /// Something that happened in the neighbourhood: a big number, then a sentence.
  struct Nearby: Sendable {
    let number: String
    let unit: String
    let title: String
    let text: String
    let path: String?
  }

  struct GridPhone: Sendable {
    let label: String
    let number: String
  }
}

/// One of the five steps a resident sees: 上报 接单 处理 核实 您来评.
struct StepView: Sendable {
  /// `d` done, `n` now, empty to come.
  let look: String
  let label: String
  let isNow: Bool

  init(_ label: String, at index: Int, now: Int) {
    self.label = label
    look = index < now ? "d" : index == now ? "n" : ""
    isNow = index == now
  }
}
