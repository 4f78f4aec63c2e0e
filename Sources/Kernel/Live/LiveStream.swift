import Synchronization

/// One page that listens: what waits for it, and as whom it is told.
final class LiveStream: Sendable {
  /// Why it ends.
  enum End: Sendable {
    /// The server stops, or the page has gone.
    case over
    /// The person opened more pages than may listen.
    case replaced
    /// The session ended, or what it may do has changed so that it may not listen.
    case refused
  }

  enum Item: Sendable {
    case news(LiveBatch)
    case beat
    case end(End)
  }

  /// So much may wait for a page that takes nothing; then it has to come again.
  static let mostWaiting = 256

  let number: Int
  let token: String
  let ears: [LiveEar]
  let items: AsyncStream<Item>
  private let box: AsyncStream<Item>.Continuation
  private let now: Mutex<Viewer>

  init(number: Int, token: String, viewer: Viewer, ears: [LiveEar]) {
    self.number = number
    self.token = token
    self.ears = ears
    now = Mutex(viewer)
    (items, box) = AsyncStream.makeStream(
      of: Item.self, bufferingPolicy: .bufferingOldest(Self.mostWaiting))
  }

  var viewer: Viewer { now.withLock { $0 } }
  var person: Identifier<Person>? { viewer.person }

  func hear(_ batch: LiveBatch) { put(.news(batch)) }
  func beat() { put(.beat) }

  private func put(_ item: Item) {
    // It comes again with its position, and is told what it missed.
    if case .dropped = box.yield(item) { box.finish() }
  }

  func end(_ reason: End) {
    box.yield(.end(reason))
    box.finish()
  }

  /// The person as they are now; ends the stream when they may no longer listen.
  func see(_ viewer: Viewer?) {
    guard let viewer, viewer.person == person, ears.allSatisfy({ $0.access.admits(viewer) }) else {
      return end(.refused)
    }
    now.withLock { $0 = viewer }
  }
}

/// A feed as one page has asked for it.
struct LiveEar: Sendable {
  let name: String
  let source: String
  let access: Access
  let listener: LiveListener
}

extension [LiveEar] {
  /// What the viewer may hear of a batch as JSON, feed by feed; nil for nothing.
  func news(
    of batch: LiveBatch, for viewer: Viewer, heard: Set<String> = []
  ) throws -> String? {
    var parts: [String] = []
    for ear in self {
      guard let facts = batch.facts[ear.source],
        let news = try ear.listener.tell(viewer, facts, heard)
      else { continue }
      parts.append("\"\(ear.name)\":\(news)")
    }
    return parts.isEmpty ? nil : "{" + parts.joined(separator: ",") + "}"
  }

  /// What a page is told when it begins to listen.
  func first(for viewer: Viewer, in db: Snapshot) throws -> String? {
    let parts = try compactMap { ear in
      try ear.listener.first(viewer, db).map { "\"\(ear.name)\":\($0)" }
    }
    return parts.isEmpty ? nil : "{" + parts.joined(separator: ",") + "}"
  }
}
