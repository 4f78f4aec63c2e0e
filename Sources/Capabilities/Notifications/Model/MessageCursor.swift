import Kernel

/// Where the next page of messages begins; as text it goes into links.
struct MessageCursor: Hashable, Sendable {
  let at: Timestamp
  let id: String

  var text: String { "\(at.rawValue).\(id)" }

  init(at: Timestamp, id: String) {
    self.at = at
    self.id = id
  }

  /// Nil for anything that is no cursor.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let at = Int64(parts[0]), parts[1].utf8.count == 36 else { return nil }
    self.init(at: Timestamp(milliseconds: at), id: String(parts[1]))
  }
}
