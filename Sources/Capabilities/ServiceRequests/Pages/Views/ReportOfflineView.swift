internal import Kernel

/// A report that is written without network and waits on the device; nothing personal is in it.
struct ReportOfflineView: Sendable {
  let kinds: [ReportWhatView.KindTile]
  /// The thirteen types; chosen when the kind is none of the tiles.
  let types: [ReportWhatView.KindTile]
  let grids: [OptionView]
  /// What is posted for "I do not know": the whole district.
  let unknown: String
}
