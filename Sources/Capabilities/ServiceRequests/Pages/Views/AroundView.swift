/// What neighbours reported and let others see, the newest first.
struct AroundView: Sendable {
  let shows: [Link]
  let rows: [MyReportsView.Row]
  /// Back to the beginning, on a later page.
  let first: String?
  /// Path of the next page below the prefix, by key, not by number.
  let more: String?

  struct Link: Sendable {
    let path: String
    let label: String
    let current: Bool
  }
}
