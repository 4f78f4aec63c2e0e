/// Comma-separated values (RFC 4180): quoted fields may hold commas, quotes and line breaks.
public enum CSV {
  /// One record and the line it starts on, counted from 1.
  public struct Record: Sendable, Hashable {
    public let line: Int
    public let fields: [String]
  }

  /// A file that cannot be read as CSV from some line on.
  public struct Fault: Error, Sendable, Hashable {
    public let line: Int
    public let reason: String
  }

  /// All records; a byte order mark and a missing last line break are allowed.
  ///
  /// Throws `Fault` for text after a closing quote, an unclosed quote or broken UTF-8.
  public static func parse(_ bytes: [UInt8]) throws(Fault) -> [Record] {
    let (records, faults) = read(bytes)
    if let fault = faults.first { throw fault }
    return records
  }

  /// The records that can be read, and what is wrong with each of the others.
  ///
  /// After a record that does not end as it should, reading goes on in the line after its first.
  public static func read(_ bytes: [UInt8]) -> (records: [Record], faults: [Fault]) {
    var reader = Reader(bytes)
    return reader.records()
  }

  /// One field as it has to be written.
  public static func field(_ text: String) -> String {
    // Some spreadsheets part cells at semicolons and tabs as well, but none within quotes.
    let isPlain = text.utf8.allSatisfy { ![34, 44, 59, 9, 10, 13].contains($0) }
    let safe = isFormula(text) ? "'" + text : text
    return isPlain && safe == text && !isSigned(text)
      ? text : "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  /// Fields with their commas and the line break of RFC 4180.
  public static func line(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\r\n"
  }

  /// Whether a spreadsheet would run it.
  ///
  /// A leading =, +, - or @, full-width ones too, or breaks that some strip before they look. A
  /// plain number with its sign is none.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    switch first {
    case "=", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n": return true
    case "+", "-": return Double(text) == nil
    default: return false
    }
  }

  private static func isSigned(_ text: String) -> Bool {
    text.utf8.first == 43 || text.utf8.first == 45
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0
    var line = 1

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    mutating func records() -> (records: [Record], faults: [Fault]) {
      var records: [Record] = []
      var faults: [Fault] = []
      while index < bytes.count {
        let (firstLine, firstByte) = (line, index)
        let fields: [Field]
        do throws(Fault) { fields = try record() } catch {
          faults.append(Fault(line: firstLine, reason: error.reason))
          (line, index) = (firstLine, firstByte)
          skipLine()
          continue
        }
        do throws(Fault) {
          let texts = try fields.map { (field) throws(Fault) -> String in try field.text() }
          // An empty line is no record.
          if texts != [""] { records.append(Record(line: firstLine, fields: texts)) }
        } catch {
          faults.append(error)
        }
      }
      return (records, faults)
    }

    private mutating func skipLine() {
      while index < bytes.count, bytes[index] != 10, bytes[index] != 13 { index += 1 }
      endLine()
    }

    private mutating func endLine() {
      guard index < bytes.count else { return }
      index += bytes[index] == 13 && index + 1 < bytes.count && bytes[index + 1] == 10 ? 2 : 1
      line += 1
    }

    private struct Field {
      let line: Int
      let bytes: [UInt8]

      func text() throws(Fault) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw Fault(line: line, reason: "not UTF-8")
        }
        return text
      }
    }

    private mutating func record() throws(Fault) -> [Field] {
      var fields: [Field] = []
      while true {
        fields.append(try field())
        guard index < bytes.count else { return fields }
        guard bytes[index] == 44 else {
          endLine()
          return fields
        }
        index += 1
        if index == bytes.count { return fields + [Field(line: line, bytes: [])] }
      }
    }

    private mutating func field() throws(Fault) -> Field {
      let start = line
      var content: [UInt8] = []
      guard index < bytes.count, bytes[index] == 34 else {
        while index < bytes.count, ![44, 10, 13].contains(bytes[index]) {
          content.append(bytes[index])
          index += 1
        }
        return Field(line: start, bytes: content)
      }
      index += 1
      while true {
        guard index < bytes.count else {
          throw Fault(line: start, reason: "a quote is not closed")
        }
        let byte = bytes[index]
        index += 1
        if byte == 34 {
          guard index < bytes.count, bytes[index] == 34 else { break }
          index += 1
        }
        if byte == 10 { line += 1 }
        content.append(byte)
      }
      if index < bytes.count, ![44, 10, 13].contains(bytes[index]) {
        throw Fault(line: line, reason: "text after a closing quote")
      }
      return Field(line: start, bytes: content)
    }
  }
}
