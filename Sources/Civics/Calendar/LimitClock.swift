public import Kernel

/// A limit that has begun to run, with the spans in which it stood still.
///
/// A value: what is due when is worked out against a calendar, `now` is always an argument, and a
/// finished item is judged by its reading at the instant it was finished.
public struct LimitClock: Hashable, Sendable {
  public let limit: Limit
  public let startedAt: Timestamp
  /// In order and apart; only the last may still be open.
  public let pauses: [Pause]

  /// A span that does not count, `from` included; open while `to` is nil.
  public struct Pause: Hashable, Codable, Sendable {
    public let from: Timestamp
    public let to: Timestamp?

    public init(from: Timestamp, to: Timestamp? = nil) {
      self.from = from
      self.to = to
    }
  }

  /// Why a clock cannot be stopped or let go on.
  public enum MoveError: Error, Hashable, Sendable { case alreadyPaused, notPaused, beforeLastMove }

  public init(_ limit: Limit, startedAt: Timestamp) {
    (self.limit, self.startedAt, pauses) = (limit, startedAt, [])
  }

  /// Nil when the pauses are out of order, overlap, or one but the last is open.
  public init?(_ limit: Limit, startedAt: Timestamp, pauses: [Pause]) {
    var last: Timestamp? = startedAt
    for pause in pauses {
      guard let end = last, end <= pause.from, pause.to.map({ $0 >= pause.from }) ?? true else {
        return nil
      }
      last = pause.to
    }
    (self.limit, self.startedAt, self.pauses) = (limit, startedAt, pauses)
  }

  private init(_ limit: Limit, _ startedAt: Timestamp, _ pauses: [Pause]) {
    (self.limit, self.startedAt, self.pauses) = (limit, startedAt, pauses)
  }

  public var isPaused: Bool { pauses.last.map { $0.to == nil } ?? false }

  /// The same clock, standing still from `at` on.
  public func paused(at: Timestamp) throws(MoveError) -> LimitClock {
    guard !isPaused else { throw .alreadyPaused }
    guard at >= pauses.last?.to ?? startedAt else { throw .beforeLastMove }
    return LimitClock(limit, startedAt, pauses + [Pause(from: at)])
  }

  /// The same clock, running again from `at` on.
  public func resumed(at: Timestamp) throws(MoveError) -> LimitClock {
    guard let last = pauses.last, last.to == nil else { throw .notPaused }
    guard at >= last.from else { throw .beforeLastMove }
    return LimitClock(limit, startedAt, pauses.dropLast() + [Pause(from: last.from, to: at)])
  }

  /// The same clock under a longer limit (`Limit.extended(by:)`).
  public func with(_ limit: Limit) -> LimitClock { LimitClock(limit, startedAt, pauses) }
}

extension LimitClock: Codable {
  private enum Key: CodingKey { case limit, startedAt, pauses }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let clock = LimitClock(
      try container.decode(Limit.self, forKey: .limit),
      startedAt: try container.decode(Timestamp.self, forKey: .startedAt),
      pauses: try container.decodeIfPresent([Pause].self, forKey: .pauses) ?? [])
    guard let clock else {
      throw DecodingError.dataCorruptedError(
        forKey: .pauses, in: container, debugDescription: "pauses follow one another")
    }
    self = clock
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(limit, forKey: .limit)
    try container.encode(startedAt, forKey: .startedAt)
    try container.encode(pauses, forKey: .pauses)
  }
}
