/// One choice of a list: what is posted and what is read.
struct OptionView: Sendable {
  let value: String
  let label: String
  /// A second line, or the reason for a suggestion.
  var note: String?
  var chosen = false
  /// A name that templates use beside the value, such as an icon's.
  var code: String?
  /// A grid's border for the map, "lng,lat lng,lat", and the short name that is drawn in it.
  var ring: String?
  var short: String?
}

/// A link that filters or sorts; `path` is below the prefix and carries the whole query.
struct LinkView: Sendable {
  let path: String
  let label: String
  var current = false
}

/// Nothing to show: one sentence on why, one act (docs/rules.md §9).
struct EmptyView: Sendable {
  let text: String
  let act: LinkView?
  /// Other filters that would find something: "去掉“噪声”有 12 件".
  var others: [LinkView] = []
}
