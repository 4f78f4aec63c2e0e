public import Kernel

/// What the directory tells the rest of the city.
public enum DirectoryEvents {
  /// Days off or make-up days of a year are others than before: limits that run end elsewhere.
  public struct CalendarChanged: Event, Hashable {
    public static let name = "directory.calendar_changed.v1"
    public let year: Int
    public let at: Timestamp

    public init(year: Int, at: Timestamp) {
      self.year = year
      self.at = at
    }

    public var subject: String { "calendar:\(year)" }
  }
}
