/// What I have reported, newest move first.
struct MyReportsView: Sendable {
  let rows: [Row]
  /// Back to the beginning, on a later page.
  let first: String?
  /// Path of the next page below the prefix, by key, not by number.
  let more: String?
  let empty: EmptyView?
  /// Such as "共 3 件，1 件等您评".
  let total: String?

  struct Row: Sendable {
    let path: String
    let chip: ChipView
    let over: ChipView?
    let title: String
    let place: String
    let when: String
    /// What moved last: "供电所 周工 已到现场".
    let news: String?
    let asksRating: Bool
    /// The case it was merged into.
    var into: LinkView?
  }
}
