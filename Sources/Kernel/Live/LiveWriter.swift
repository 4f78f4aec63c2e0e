import Hummingbird
import NIOCore

/// Writes one page's stream as `text/event-stream`.
struct LiveWriter {
  let stream: LiveStream
  let hub: LiveHub
  let database: Database

  /// Milliseconds after which a browser whose stream broke off comes again.
  static let retry = 3000

  func write(after: LivePosition?, to writer: inout any ResponseBodyWriter) async throws {
    // From here on everything waits in the stream, so what is read now and what comes later
    // leave no gap; what both tell of is told once.
    let (replay, first) = try await LiveReplay.read(
      after: after, stream.ears, for: stream.viewer, hub, database)
    var position = replay.position
    var text = "retry: \(Self.retry)\n" + Self.event("hello", "{}", at: position)
    if let first { text += Self.event("news", first, at: position) }
    if let news = replay.news { text += Self.event("news", news, at: position) }
    if replay.isLost { text += Self.event("lost", "{}", at: position) }
    try await writer.write(ByteBuffer(string: text))
    for await item in stream.items {
      switch item {
      case .news(let batch):
        position = batch.position.settled(at: database.world.now(), after: position)
        let news = try stream.ears.news(of: batch, for: stream.viewer, heard: replay.heard)
        guard let news else { continue }
        try await writer.write(ByteBuffer(string: Self.event("news", news, at: position)))
      case .beat:
        try await writer.write(ByteBuffer(string: Self.event("beat", "{}", at: position)))
      case .end(let reason):
        if reason == .replaced {
          try await writer.write(ByteBuffer(string: Self.event("full", "{}", at: position)))
        }
        return
      }
    }
  }

  private static func event(_ name: String, _ json: String, at position: LivePosition) -> String {
    "event: \(name)\nid: \(position.text)\ndata: \(json)\n\n"
  }
}
