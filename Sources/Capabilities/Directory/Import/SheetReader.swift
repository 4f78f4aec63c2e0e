import Kernel

/// Files of office programs as records: .xlsx, or CSV in UTF-8 with or without its mark, or GB 18030.
struct SheetReader: Sendable {
  /// Why a file cannot be read at all.
  enum Fault: Error, Hashable {
    case tooLarge
    case noWorkbook
    /// A workbook that is damaged or built to harm.
    case broken
    case noText
    case csv(line: Int)
    /// Try again later.
    case busy
  }

  /// Bytes of a file; some thousand lines with borders have less than a tenth of it.
  static let mostBytes = 8 << 20

  let program: WorkbookProgram

  func records(of bytes: [UInt8]) async throws(Fault) -> [(line: Int, cells: [String])] {
    guard bytes.count <= Self.mostBytes else { throw .tooLarge }
    if ContentType.sniff(bytes) == .zip { return try await workbook(bytes) }
    let text = try Self.text(bytes)
    do throws(CSV.Fault) {
      return try CSV.parse(Array(text.utf8)).map { ($0.line, $0.fields) }
    } catch {
      throw .csv(line: error.line)
    }
  }

  private func workbook(_ bytes: [UInt8]) async throws(Fault) -> [(line: Int, cells: [String])] {
    do throws(WorkbookProgram.Fault) {
      return try await program.rows(of: bytes).enumerated().map { ($0 + 1, $1) }
    } catch {
      switch error {
      case .notAWorkbook: throw .noWorkbook
      case .broken: throw .broken
      case .tooLarge, .tooManyRows, .tookTooLong: throw .tooLarge
      case .busy, .unavailable: throw .busy
      }
    }
  }

  private static func text(_ bytes: [UInt8]) throws(Fault) -> String {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let plain = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
    if let text = String(validating: plain, as: UTF8.self) {
      guard !text.utf8.contains(0) else { throw .noText }
      return text
    }
    // A file that says it is UTF-8 and is not is damaged, and no other encoding.
    guard plain.count == bytes.count, let text = GB18030.text(of: bytes),
      !text.utf8.contains(0)
    else { throw .noText }
    return text
  }
}
