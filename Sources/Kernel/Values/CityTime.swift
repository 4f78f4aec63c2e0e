/// The city's clock: `Asia/Shanghai`, which has been UTC+8 without summer time since 1991.
///
/// A fixed offset is exact for everything this product stores and needs no zone database.
public enum CityTime {
  public static let offsetSeconds: Int64 = 8 * 3600

  /// The calendar day and the milliseconds since its midnight, in the city.
  public static func split(_ at: Timestamp) -> (date: LocalDate, millisecondOfDay: Int64) {
    let local = at.rawValue + offsetSeconds * 1000
    let day = local >= 0 ? local / 86_400_000 : (local - 86_399_999) / 86_400_000
    return (LocalDate(dayNumber: Int(day)), local - day * 86_400_000)
  }

  public static func date(of at: Timestamp) -> LocalDate { split(at).date }

  /// The instant of `hour:minute:second` on `date` in the city; hour 24 is the end of the day.
  public static func instant(
    _ date: LocalDate, hour: Int = 0, minute: Int = 0, second: Int = 0
  ) -> Timestamp {
    let seconds =
      Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + second) - offsetSeconds
    return Timestamp(milliseconds: seconds * 1000)
  }
}
