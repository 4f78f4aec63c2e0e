internal import Kernel

/// What became of several cases that were done at once, case by case.
struct BatchView: Sendable {
  /// Such as "派好 3 件，2 件没成"; with nothing chosen what to do.
  let heading: String
  let lines: [Line]
  /// The list one came from.
  let back: String

  struct Line: Sendable {
    let path: String
    let number: String
    let title: String
    let isDone: Bool
    /// "已派给供电所", or why not.
    let said: String
  }
}
