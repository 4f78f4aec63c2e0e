public import Logging
import Synchronization

/// Keeps every line that is logged, to see what stands in it and what must not.
public final class LogRecorder: Sendable {
  private let kept = Mutex<[Line]>([])

  public struct Line: Sendable {
    public let level: Logger.Level
    public let message: String
    public let metadata: [String: String]

    /// Everything that would be written.
    public var text: String {
      message + metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    }
  }

  public init() {}

  public var lines: [Line] { kept.withLock { $0 } }

  public var logger: Logger {
    Logger(label: "linli.test") { _ in Handler(recorder: self) }
  }

  /// What was logged as our own failure.
  public var failures: [String] { lines.filter { $0.level >= .error }.map(\.text) }

  /// The line of one request, by its `X-Request-Id`.
  public func request(_ id: String) -> Line? {
    lines.last { $0.message == "request" && $0.metadata["id"] == id }
  }

  /// Statements that the request sent to the database; nil when it was not logged.
  public func queries(of answer: WebAnswer) -> Int? {
    request(answer.requestID)?.metadata["queries"].flatMap { Int($0) }
  }

  private struct Handler: LogHandler {
    let recorder: LogRecorder
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    init(recorder: LogRecorder) { self.recorder = recorder }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 })
      let line = Line(
        level: event.level, message: "\(event.message)", metadata: all.mapValues { "\($0)" })
      recorder.kept.withLock { $0.append(line) }
    }
  }
}
