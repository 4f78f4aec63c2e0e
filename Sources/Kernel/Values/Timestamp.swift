/// An instant: whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Stored as `BIGINT`, written on the wire as RFC 3339 with the city's offset.
public struct Timestamp: RawRepresentable, Hashable, Comparable, Sendable {
  /// Milliseconds since the Unix epoch.
  public let rawValue: Int64

  public init(rawValue: Int64) { self.rawValue = rawValue }
  public init(milliseconds: Int64) { rawValue = milliseconds }

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  /// The instant `seconds` later (earlier when negative).
  public func adding(seconds: Int64) -> Timestamp { Timestamp(rawValue: rawValue + seconds * 1000) }
  public func adding(minutes: Int64) -> Timestamp { adding(seconds: minutes * 60) }
  public func adding(hours: Int64) -> Timestamp { adding(seconds: hours * 3600) }
  public func adding(days: Int64) -> Timestamp { adding(seconds: days * 86400) }

  /// Milliseconds from `earlier` to here.
  public func milliseconds(since earlier: Timestamp) -> Int64 { rawValue - earlier.rawValue }
}
