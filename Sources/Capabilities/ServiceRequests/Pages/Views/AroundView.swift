internal import Kernel

/// What neighbours reported and let others see, the newest first.
struct AroundView: Sendable {
  let shows: [Link]
  let rows: [Row]
  /// Back to the beginning, on a later page.
  let first: String?
  /// Path of the next page below the prefix, by key, not by number.
  let more: String?
  /// Nil where nothing of it has a point.
  var map: MapView?
  let filter: Filter
  /// The same list for maps, readers and spreadsheets.
  let files: [Link]

  struct Row: Sendable {
    let path: String
    let chip: ChipView
    let title: String
    let place: String
    let when: String
    /// The first approved photo, small.
    let photo: String?
    let latitude: String?
    let longitude: String?
    let pin: String
  }

  struct Filter: Sendable {
    /// Of the tab, which a filter keeps.
    let show: String
    let services: [OptionView]
    let areas: [OptionView]
    /// Days, `2026-11-27`, both included.
    let from: String
    let to: String
    let isOn: Bool
  }

  struct Link: Sendable {
    let path: String
    let label: String
    let current: Bool
  }
}
