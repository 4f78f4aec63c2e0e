internal import Kernel

/// A list of the console on paper: A4 landscape, with what was asked for, when, and room to sign.
struct LedgerView: Sendable {
  let heading: String
  /// The filters that are on, in words.
  let filters: String
  let rows: [Row]
  /// Why there is nothing.
  let empty: String?
  /// "共 60 件", or that there are more than were printed.
  let total: String
  /// By whom and when.
  let printed: String
  let back: String

  struct Row: Sendable {
    let row: String
    let number: String
    let title: String
    let place: String
    let state: String
    let unit: String
    let filed: String
    /// Such as "11月20日 18:00，超 26分".
    let due: String
  }
}
