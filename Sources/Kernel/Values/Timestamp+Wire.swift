extension Timestamp: CustomStringConvertible {
  /// RFC 3339 with the city's offset, milliseconds only when there are any:
  /// `2026-11-24T10:28:06+08:00`.
  public var description: String {
    let (date, inDay) = CityTime.split(self)
    let seconds = Int(inDay / 1000)
    let rest = Int(inDay % 1000)
    // In one piece: a list of cases says a hundred times.
    return String(unsafeUninitializedCapacity: 40) { buffer in
      var text = DigitWriter(buffer)
      date.write(to: &text)
      text.put(UInt8(ascii: "T"))
      text.put(seconds / 3600, width: 2)
      text.put(UInt8(ascii: ":"))
      text.put(seconds / 60 % 60, width: 2)
      text.put(UInt8(ascii: ":"))
      text.put(seconds % 60, width: 2)
      if rest != 0 {
        text.put(UInt8(ascii: "."))
        text.put(rest, width: 3)
      }
      for byte in "+08:00".utf8 { text.put(byte) }
      return text.count
    }
  }

  /// Reads RFC 3339 with any offset; nil for anything else.
  ///
  /// Fractions past milliseconds are cut.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == 84 || bytes[10] == 116 || bytes[10] == 32,
      bytes[13] == 58, bytes[16] == 58,
      let date = LocalDate(String(text.utf8.prefix(10)) ?? ""),
      let hour = Self.number(bytes[11..<13]), let minute = Self.number(bytes[14..<16]),
      let second = Self.number(bytes[17..<19]), hour < 24, minute < 60, second < 60
    else { return nil }
    var index = 19
    var milliseconds = 0
    if bytes[index] == 46 {
      var scale = 100
      index += 1
      let start = index
      while index < bytes.count, (48...57).contains(bytes[index]) {
        milliseconds += Int(bytes[index] - 48) * scale
        scale /= 10
        index += 1
      }
      guard index > start else { return nil }
    }
    guard let offset = Self.offset(bytes[index...]) else { return nil }
    let seconds =
      Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
    self.init(milliseconds: seconds * 1000 + Int64(milliseconds))
  }

  /// Seconds east of Greenwich for `Z` or `±hh:mm`.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let sign = bytes.first else { return nil }
    if sign == 90 || sign == 122 { return bytes.count == 1 ? 0 : nil }
    let start = bytes.startIndex
    guard bytes.count == 6, sign == 43 || sign == 45, bytes[start + 3] == 58,
      let hours = number(bytes[start + 1..<start + 3]),
      let minutes = number(bytes[start + 4..<start + 6]), hours < 24, minutes < 60
    else { return nil }
    return (hours * 3600 + minutes * 60) * (sign == 45 ? -1 : 1)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    return value
  }
}

extension Timestamp: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let at = Timestamp(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "an instant is RFC 3339, such as 2026-11-24T10:28:06+08:00"
      )
    }
    self = at
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
