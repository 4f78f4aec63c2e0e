import HTTPTypes
import Hummingbird
public import Logging
import Metrics

/// One structured line and two figures a request, without personal data: the route's pattern and
/// not the path, no address, no agent.
public struct RequestLog: Sendable {
  let logger: Logger

  public init(logger: Logger) { self.logger = logger }

  func write(
    _ request: Request, _ response: Response, _ watched: Watched, _ duration: Duration
  ) {
    let status = response.status.code
    let microseconds =
      duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
    Timer(
      label: "linli_http_request_duration_seconds",
      dimensions: [("route", watched.route), ("method", request.method.rawValue)]
    ).recordNanoseconds(microseconds * 1000)
    Counter(
      label: "linli_http_requests_total",
      dimensions: [("status", "\(status / 100)xx"), ("method", request.method.rawValue)]
    ).increment()
    logger.log(
      level: status >= 500 ? .error : .info, "request",
      metadata: [
        "id": .string(watched.id), "method": .string(request.method.rawValue),
        "route": .string(watched.route), "status": .stringConvertible(status),
        "us": .stringConvertible(microseconds),
        "queries": .stringConvertible(watched.queries),
      ])
  }

  func fault(_ error: any Error) {
    logger.error("answer failed outside the gate", metadata: ["error": "\(error)"])
  }
}
