public import Kernel

/// The number of a case: region 6, day 8, module letter, serial 6 (`15070320261122W000417`).
///
/// Unique as a whole; serials are leased in blocks and may have gaps.
public struct CaseNumber: CodeText {
  public let rawValue: String
  /// The day the number was given.
  public let date: LocalDate
  /// The module's capital letter.
  public let module: Character
  /// 1 to 999,999.
  public let serial: Int

  public static let serials = 1...999_999

  /// Nil unless the module is a capital letter A–Z and the serial in `serials`.
  public init?(region: RegionCode, date: LocalDate, module: Character, serial: Int) {
    let day = date.description.filter { $0 != "-" }
    self.init(rawValue: "\(region.short6)\(day)\(module)\(Digits.padded(serial, 6))")
  }

  public init?(rawValue: String) {
    let bytes = Array(rawValue.utf8)
    guard bytes.count == 21, TypedText.number(bytes[..<6]) != nil,
      let year = TypedText.number(bytes[6..<10]), let month = TypedText.number(bytes[10..<12]),
      let day = TypedText.number(bytes[12..<14]),
      let date = LocalDate(year: year, month: month, day: day), (65...90).contains(bytes[14]),
      let serial = TypedText.number(bytes[15...]), Self.serials.contains(serial)
    else { return nil }
    self.rawValue = rawValue
    self.date = date
    self.serial = serial
    module = Character(Unicode.Scalar(bytes[14]))
  }

  /// The six digits of GB/T 2260.
  public var region6: String { String(rawValue.prefix(6)) }

  /// For screens only, `TY-1122-0417`: neither region nor year, so it names no case by itself.
  ///
  /// The prefix is the letters of the kind of request, from its data. One of another year than
  /// `year`, in which it is read, says which: `TY-2019-1122-0417`.
  public func short(prefix: String, in year: Int? = nil) -> String {
    let day = Digits.padded(date.month, 2) + Digits.padded(date.day, 2)
    let parts = [year == nil || year == date.year ? nil : String(date.year), day]
    return ([prefix] + parts.compactMap(\.self) + [Digits.padded(serial, 4)]).joined(separator: "-")
  }
}

extension CaseNumber: CustomStringConvertible {
  public var description: String { rawValue }
}
