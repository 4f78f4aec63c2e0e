/// One step of a case's history as people read it.
struct TimelineItem: Sendable {
  /// One of `now`, `ok`, `todo`, `late`, `turn`.
  let look: String
  let icon: String
  let title: String
  /// "今天 14:20" and, for machines, RFC 3339.
  let time: String
  let at: String
  var text: String?
  /// What somebody wrote, in their own words.
  var quote: String?
  var photos: [PhotoView] = []
  var handler: HandlerView?
  /// Which post it was, for the staff: "11 网格员".
  var by: String?
  /// What of it the reporter does not read: "只有工作人员看得到".
  var inner: String?
}

/// The person who handles a case, with the office's phone; never a private number.
struct HandlerView: Sendable {
  let initial: String
  let name: String
  let unit: String
  let phone: String?
}
