import Casework
import Civics
import Kernel

/// The list of limits as a file of office programs, in a language people read, and back.
struct LimitSheet: Sendable {
  let words: Words

  static let tooLarge = Problem(
    field: "file", "limits.wrong.big", values: ["n": String(LimitFile.mostRows)])

  /// Every name of a column, folded, and its key.
  var labels: [String: String] {
    var labels: [String: String] = [:]
    for key in LimitFile.columns {
      for name in Language.allCases.map({ label(key, in: $0) }) + [key] {
        labels[LimitFile.folded(name)] = key
      }
    }
    return labels
  }

  /// Every name of a unit of time, folded, and its code.
  var units: [String: Limit.Unit] {
    var units: [String: Limit.Unit] = [:]
    for unit in Limit.Unit.allCases {
      for name in Language.allCases.map({ self.unit(unit, in: $0) }) + [unit.rawValue] {
        units[LimitFile.folded(name)] = unit
      }
    }
    return units
  }

  func unit(_ unit: Limit.Unit, in language: Language) -> String {
    words.text("limits.unit." + unit.rawValue, in: language)
  }

  func label(_ key: String, in language: Language) -> String {
    words.text("limits.field." + key, in: language)
  }

  func rows(_ classes: [LimitTable.ClassLimit], in language: Language) -> [[String]] {
    [LimitFile.columns.map { label($0, in: language) }]
      + classes.map { LimitFile.cells($0, unit: unit($0.limit.unit, in: language)) }
  }

  /// Throws `Problem(.invalid)` for a file that cannot be read at all.
  func records(
    of bytes: [UInt8], _ program: WorkbookProgram
  ) async throws -> [LimitFile.Record] {
    let rows = try await cells(of: bytes, program)
    do throws(LimitFile.Unread) {
      return try LimitFile.records(rows, labels: labels)
    } catch {
      throw
        switch error
      {
      case .empty: Problem(field: "file", "limits.wrong.empty")
      case .tooMany: Self.tooLarge
      case .unknownColumn(let name):
        Problem(field: "file", "limits.wrong.head", values: ["name": name])
      case .missingColumn(let key):
        Problem(
          field: "file", "limits.wrong.missing",
          values: ["name": label(key, in: .chinese) + " (\(key))"])
      case .tooLong(let line):
        Problem(field: "file", "limits.wrong.wide", values: ["n": String(line)])
      }
    }
  }

  private func cells(
    of bytes: [UInt8], _ program: WorkbookProgram
  ) async throws -> [(line: Int, cells: [String])] {
    let unread = Problem(field: "file", "limits.wrong.file")
    if ContentType.sniff(bytes) == .zip {
      do throws(WorkbookProgram.Fault) {
        return try await program.rows(of: bytes).enumerated().map { ($0 + 1, $1) }
      } catch {
        switch error {
        case .notAWorkbook, .broken: throw unread
        case .tooLarge, .tooManyRows, .tookTooLong: throw Self.tooLarge
        case .busy, .unavailable: throw Problem(field: "file", "limits.wrong.busy")
        }
      }
    }
    let text = String(validating: bytes, as: UTF8.self) ?? GB18030.text(of: bytes)
    guard let text, !text.utf8.contains(0) else { throw unread }
    do throws(CSV.Fault) {
      return try CSV.parse(Array(text.utf8)).map { ($0.line, $0.fields) }
    } catch {
      throw unread
    }
  }
}
