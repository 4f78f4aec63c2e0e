import Foundation
import InMemoryTracing
import Kernel
import Logging
import ServiceLifecycle
import Synchronization

/// Collects spans and appends them to a file once a second (docs/adr/0015).
///
/// The file is opened anew each time, so that it may be moved away at any moment.
struct SpanFile: Service {
  static let pause = Duration.seconds(1)
  /// Spans that one second may hold; what comes beyond is counted and dropped, so that a folder
  /// that cannot be written costs no memory.
  static let most = 50_000

  let path: String
  let tracer: InMemoryTracer
  let logger: Logger

  init(path: String, world: World, logger: Logger) {
    self.path = path
    self.logger = logger
    tracer = InMemoryTracer(
      idGenerator: .init(
        nextTraceID: { Hex.encode(world.randomBytes(16)) },
        nextSpanID: { Hex.encode(world.randomBytes(8)) }),
      recordInjections: false, recordExtractions: false)
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        // Ends early when the server stops, which the next look at the loop sees.
        try? await Task.sleep(for: Self.pause)
        write()
      }
    }
    write()
  }

  /// Appends what has ended since the last time.
  func write() {
    let spans = tracer.popFinishedSpans()
    guard !spans.isEmpty else { return }
    if spans.count > Self.most {
      logger.warning("spans dropped", metadata: ["count": "\(spans.count - Self.most)"])
    }
    do {
      try append(JSONText.encode(SpanLine(Array(spans.prefix(Self.most)))) + "\n")
    } catch {
      logger.error("spans not written", metadata: ["error": "\(error)"])
    }
  }

  private func append(_ line: String) throws {
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw DurableFile.Fault.system(errno) }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    try handle.write(contentsOf: Data(line.utf8))
    try handle.close()
  }
}
