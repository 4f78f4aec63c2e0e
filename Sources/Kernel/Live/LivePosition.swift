/// Where a page stands in what has happened: the id of the newest event it heard of.
///
/// Ids rise with time (UUIDv7), so that a position holds in every process and after a restart.
struct LivePosition: Sendable, Hashable, Comparable {
  let text: String

  init(id: String) { text = id }

  /// Before everything: nothing happened yet.
  static let start = LivePosition(id: "00000000-0000-0000-0000-000000000000")

  static func < (a: Self, b: Self) -> Bool { a.text < b.text }

  /// Where the site stands now.
  static func newest(in db: some Reading) throws -> LivePosition {
    let row = try db.row("SELECT id FROM outbox ORDER BY id DESC LIMIT 1")
    return try row.map { LivePosition(id: try $0.get("id")) } ?? start
  }

  /// How long after its id was made an event is usually committed, retries included.
  private static let settleSeconds: Int64 = 1

  /// The newest position below which nothing more is likely to appear, for a page to come again
  /// with; what it then hears twice it tells apart by the ids.
  func settled(at now: Timestamp, after known: LivePosition? = nil) -> LivePosition {
    max(known ?? .start, min(self, LivePosition(at: now.adding(seconds: -Self.settleSeconds))))
  }

  /// What happened from this moment on.
  init(at time: Timestamp) {
    let bits = UInt64(bitPattern: max(0, time.rawValue))
    let hex = Hex.encode((2..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) })
    text = "\(hex.prefix(8))-\(hex.suffix(4))-7000-8000-000000000000"
  }

  /// A position as pages say it: an event's id, or milliseconds of their own server time.
  init?(_ text: String) {
    if let milliseconds = Int64(text), text.utf8.count == 13 {
      self.init(at: Timestamp(milliseconds: milliseconds))
      return
    }
    guard text.utf8.count == 36,
      text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) || $0 == 45 })
    else { return nil }
    self.init(id: text)
  }
}
