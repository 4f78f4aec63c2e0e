import Kernel

/// A minute of the day on the city's clock, `08:00`; `24:00` is the end of the day.
public struct TimeOfDay: CodeText, Comparable {
  /// Minutes since midnight, 0 to 1,440.
  public let minutes: Int

  /// Nil unless the minute exists.
  public init?(hour: Int, minute: Int = 0) {
    guard (0...24).contains(hour), (0...59).contains(minute), hour * 60 + minute <= 1440 else {
      return nil
    }
    minutes = hour * 60 + minute
  }

  /// Reads `HH:MM`.
  public init?(rawValue: String) {
    let bytes = Array(rawValue.utf8)
    guard bytes.count == 5, bytes[2] == 58, let hour = TypedText.number(bytes[..<2]),
      let minute = TypedText.number(bytes[3...])
    else { return nil }
    self.init(hour: hour, minute: minute)
  }

  public var rawValue: String {
    Digits.padded(minutes / 60, 2) + ":" + Digits.padded(minutes % 60, 2)
  }

  public static func < (a: Self, b: Self) -> Bool { a.minutes < b.minutes }

  /// Milliseconds since midnight.
  var milliseconds: Int64 { Int64(minutes) * 60_000 }
}
