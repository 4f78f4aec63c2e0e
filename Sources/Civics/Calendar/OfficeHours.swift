/// The hours of a working day in which working time runs; the same on every working day.
public struct OfficeHours: Hashable, Sendable {
  /// In order, apart, at least one.
  public let spans: [Span]

  /// From opening to closing, without a break.
  public struct Span: Hashable, Codable, Sendable {
    public let opens: TimeOfDay
    public let closes: TimeOfDay

    public init(opens: TimeOfDay, closes: TimeOfDay) {
      self.opens = opens
      self.closes = closes
    }

    var length: Int64 { closes.milliseconds - opens.milliseconds }
  }

  /// Nil when there is no span, when one is empty, or when they overlap or are out of order.
  public init?(_ spans: [Span]) {
    let apart = zip(spans, spans.dropFirst()).allSatisfy { $0.closes <= $1.opens }
    guard !spans.isEmpty, apart, spans.allSatisfy({ $0.opens < $0.closes }) else { return nil }
    self.spans = spans
  }

  /// Milliseconds of working time in a whole working day.
  var wholeDay: Int64 { spans.reduce(0) { $0 + $1.length } }

  /// Closing time, in milliseconds since midnight.
  var closing: Int64 { spans.last?.closes.milliseconds ?? 86_400_000 }

  /// Working time from midnight to this millisecond of the day.
  func worked(until millisecond: Int64) -> Int64 {
    spans.reduce(0) { sum, span in
      sum + min(max(millisecond - span.opens.milliseconds, 0), span.length)
    }
  }

  /// The first millisecond of the day at which this much (more than nothing) has been worked.
  func moment(worked: Int64) -> Int64 {
    var rest = worked
    for span in spans {
      if rest <= span.length { return span.opens.milliseconds + rest }
      rest -= span.length
    }
    return closing
  }
}

extension OfficeHours: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let hours = OfficeHours(try container.decode([Span].self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "office hours are spans in order that do not overlap")
    }
    self = hours
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(spans)
  }
}
