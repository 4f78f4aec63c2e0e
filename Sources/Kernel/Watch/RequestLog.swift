import HTTPTypes
import Hummingbird
public import Logging
public import Metrics
import Synchronization

/// One structured line and two figures a request, without personal data: the route's pattern and
/// not the path, no address, no agent.
public final class RequestLog: Sendable {
  private struct Kind: Hashable {
    let what: String
    let method: String
  }

  /// Asking the registry by text for each request cost more than answering some of them.
  private struct Figures {
    var timers: [Kind: Timer] = [:]
    var counters: [Kind: Counter] = [:]
  }

  let logger: Logger
  private let factory: any MetricsFactory
  private let figures = Mutex(Figures())

  public init(logger: Logger, factory: any MetricsFactory = MetricsSystem.factory) {
    self.logger = logger
    self.factory = factory
  }

  func write(
    _ request: Request, _ response: Response, _ watched: Watched, _ duration: Duration
  ) {
    let status = response.status.code
    let microseconds =
      duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
    let (timer, counter) = figures(
      route: watched.route, status: "\(status / 100)xx", method: Self.known(request.method))
    timer.recordNanoseconds(microseconds * 1000)
    counter.increment()
    logger.log(
      level: status >= 500 ? .error : .info, "request",
      metadata: [
        "id": .string(watched.id), "method": .string(request.method.rawValue),
        "route": .string(watched.route), "status": .stringConvertible(status),
        "us": .stringConvertible(microseconds),
        "queries": .stringConvertible(watched.queries),
      ])
  }

  /// Callers may invent methods; each would be a figure of its own.
  static func known(_ method: HTTPRequest.Method) -> String {
    switch method {
    case .get, .head, .post, .put, .delete, .patch, .options: method.rawValue
    default: "other"
    }
  }

  private func figures(
    route: String, status: String, method: String
  ) -> (timer: Timer, counter: Counter) {
    figures.withLock { figures in
      let timed = Kind(what: route, method: method)
      let counted = Kind(what: status, method: method)
      let timer =
        figures.timers[timed]
        ?? Timer(
          label: "linli_http_request_duration_seconds",
          dimensions: [("route", route), ("method", method)], factory: factory)
      let counter =
        figures.counters[counted]
        ?? Counter(
          label: "linli_http_requests_total",
          dimensions: [("status", status), ("method", method)], factory: factory)
      (figures.timers[timed], figures.counters[counted]) = (timer, counter)
      return (timer, counter)
    }
  }

  func fault(_ error: any Error) {
    logger.error("answer failed outside the gate", metadata: ["error": "\(error)"])
  }
}
