internal import Kernel

/// Splitting a case: one row a matter, each with the unit that gets it.
///
/// Posts `title1`, `unit1` and so on.
struct SplitView: Sendable {
  let own: DeskCase
  let rows: [Row]
  /// Where there are more rows.
  let more: String?
  let keptQuery: String
  let errors: FormErrors?

  struct Row: Sendable {
    let number: Int
    /// "第 1 件".
    let name: String
    let title: String
    let units: [OptionView]
    let levels: [OptionView]
  }
}
