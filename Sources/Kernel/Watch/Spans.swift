public import Tracing

/// Spans for whoever watches: one a request, a transaction, a job and a schedule (ADR 0015).
///
/// Codes, patterns and numbers only: no path, no address, no text of an error. Without a tracer the
/// work runs as if nothing of this were there.
public struct Spans: Sendable {
  /// What a span says beside its name.
  enum Fact: Sendable, Hashable {
    case text(String)
    case number(Int)
  }

  enum Role: Sendable {
    case inside
    case server
    case consumer
  }

  public static let none = Spans(nil)

  private let tracer: (any Tracer)?

  public init(_ tracer: (any Tracer)?) { self.tracer = tracer }

  /// Runs `work` within a span; what it throws marks the span and is not described.
  func around<T>(
    _ name: String, _ role: Role = .inside, _ work: () async throws -> T,
    noting facts: (T) -> [String: Fact]
  ) async rethrows -> T {
    guard let tracer else { return try await work() }
    let span = Self.start(name, role, tracer)
    defer { span.end() }
    do {
      let result = try await InstrumentationContext.$current.withValue(span.context) {
        try await work()
      }
      for (key, fact) in facts(result) {
        switch fact {
        case .text(let text): span.attributes[key] = text
        case .number(let number): span.attributes[key] = number
        }
      }
      return result
    } catch {
      span.setStatus(SpanStatus(code: .error))
      throw error
    }
  }

  private static func start(
    _ name: String, _ role: Role, _ tracer: some Tracer
  ) -> any Span {
    let kind: SpanKind =
      switch role {
      case .inside: .internal
      case .server: .server
      case .consumer: .consumer
      }
    return tracer.startSpan(name, ofKind: kind)
  }
}
