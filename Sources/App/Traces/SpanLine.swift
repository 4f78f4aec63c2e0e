import InMemoryTracing
import Kernel
import Tracing

/// Finished spans as one line of the file that OpenTelemetry's collector reads with its receiver
/// `otlp_json_file`: an `ExportTraceServiceRequest` in the JSON of OTLP 1.
struct SpanLine: Encodable {
  let resourceSpans: [Resource]

  init(_ spans: [FinishedInMemorySpan]) {
    let scope = Scope(scope: Scope.Name(), spans: spans.map(Span.init))
    resourceSpans = [Resource(scopeSpans: [scope])]
  }

  struct Resource: Encodable {
    var resource = Attributes(attributes: [Pair(key: "service.name", value: .text("linli"))])
    let scopeSpans: [Scope]
  }

  struct Attributes: Encodable {
    let attributes: [Pair]
  }

  struct Scope: Encodable {
    struct Name: Encodable {
      var name = "linli"
    }

    let scope: Name
    let spans: [Span]
  }

  struct Span: Encodable {
    let traceId: String
    let spanId: String
    let parentSpanId: String?
    let name: String
    let kind: Int
    let startTimeUnixNano: String
    let endTimeUnixNano: String
    let attributes: [Pair]
    let status: Status

    init(_ span: FinishedInMemorySpan) {
      traceId = span.traceID
      spanId = span.spanID
      parentSpanId = span.parentSpanID
      name = span.operationName
      kind = Self.number(of: span.kind)
      startTimeUnixNano = String(span.startInstant.nanosecondsSinceEpoch)
      endTimeUnixNano = String(span.endInstant.nanosecondsSinceEpoch)
      var pairs: [Pair] = []
      span.attributes.forEach { key, value in
        if let value = Pair.Value(value) { pairs.append(Pair(key: key, value: value)) }
      }
      attributes = pairs.sorted { $0.key < $1.key }
      status = Status(code: span.status?.code == .error ? 2 : 0)
    }

    /// `SpanKind` of OTLP's `trace.proto`.
    private static func number(of kind: SpanKind) -> Int {
      switch kind {
      case .internal: 1
      case .server: 2
      case .client: 3
      case .producer: 4
      case .consumer: 5
      }
    }
  }

  struct Status: Encodable {
    let code: Int
  }

  /// A `KeyValue` of OTLP's `common.proto`.
  struct Pair: Encodable {
    let key: String
    let value: Value

    enum Value: Encodable {
      case text(String)
      case number(Int64)

      enum CodingKeys: String, CodingKey {
        case text = "stringValue"
        case number = "intValue"
      }

      init?(_ value: SpanAttribute) {
        switch value {
        case .string(let text): self = .text(text)
        case .int64(let number): self = .number(number)
        case .int32(let number): self = .number(Int64(number))
        default: return nil
        }
      }

      /// Numbers of 64 bits are texts in protobuf's JSON.
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .text(let text): try container.encode(text, forKey: .text)
        case .number(let number): try container.encode(String(number), forKey: .number)
        }
      }
    }
  }
}
