import Synchronization

/// What is known of one request for its log line and its metrics, filled on the way.
final class Watched: Sendable {
  @TaskLocal static var current: Watched?

  let id: String
  private struct Notes {
    var route = "unknown"
    var queries: QueryCount?
  }

  private let notes = Mutex(Notes())

  init(id: String) { self.id = id }

  /// The route's pattern, never the path: paths hold ids.
  func note(route: String, queries: QueryCount?) {
    notes.withLock { $0 = Notes(route: route, queries: queries) }
  }

  /// No route has taken the request.
  var isUnrouted: Bool { notes.withLock { $0.route == Notes().route } }

  var route: String { notes.withLock(\.route) }
  var queries: Int { notes.withLock { $0.queries?.value ?? 0 } }
}
