import CPostgres
import Kernel

/// Values as libpq takes them: text format, which fits a parameter whatever type the server chose.
struct Parameters {
  private var bytes: [UInt8] = []
  /// Where each value starts; nil is NULL.
  private var starts: [Int?] = []

  init() {}

  init(_ values: [SQLValue]) throws {
    starts.reserveCapacity(values.count)
    for value in values {
      starts.append(value == .null ? nil : bytes.count)
      switch value {
      case .null: continue
      case .integer(let number): bytes += String(number).utf8
      case .real(let number): bytes += number.description.utf8
      case .boolean(let flag): bytes.append(UInt8(ascii: flag ? "t" : "f"))
      case .text(let text):
        let start = bytes.count
        bytes += text.utf8
        guard !bytes[start...].contains(0) else {
          throw StoreError.other("text with a NUL character, which PostgreSQL cannot store")
        }
      }
      bytes.append(0)
    }
  }

  var size: Int { bytes.count }

  /// Pointers that hold during `body`; libpq copies what it sends.
  func withPointers<T>(_ body: ([UnsafePointer<CChar>?]) -> T) -> T {
    bytes.withUnsafeBytes { buffer in
      let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      return body(starts.map { start in start.flatMap { start in base.map { $0 + start } } })
    }
  }

  /// The type each value has on the server; 0 lets the server infer it, which only NULL needs.
  static func types(of values: [SQLValue], textual: Set<Int>) -> [Oid] {
    values.enumerated().map { offset, value in
      switch value {
      case .null: textual.contains(offset + 1) ? 25 : 0
      case .integer: 20
      case .real: 701
      case .text: 25
      case .boolean: 16
      }
    }
  }
}
