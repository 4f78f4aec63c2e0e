import Kernel

/// A register as a file for office programs, in a language people read; reading it back changes
/// nothing.
struct RegisterSheet: Sendable {
  enum Format: String, CaseIterable, Sendable {
    case xlsx
    /// UTF-8 with the mark by which Excel knows it.
    case csv
    case utf8
    case gb18030

    var ending: String { self == .xlsx ? "xlsx" : "csv" }

    var type: String {
      switch self {
      case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      case .csv, .utf8: "text/csv; charset=utf-8"
      case .gb18030: "text/csv; charset=gb18030"
      }
    }
  }

  let program: WorkbookProgram
  let labels: ColumnLabels

  /// Throws `Problem(.unavailable)` where no workbook can be made now.
  func bytes(
    _ entries: [Entry], of register: Register, as format: Format, in language: Language
  ) async throws -> [UInt8] {
    let rows = self.rows(entries, of: register, in: language)
    if format == .xlsx {
      do throws(WorkbookProgram.Fault) {
        return try await program.workbook(of: rows)
      } catch {
        throw Problem(.unavailable)
      }
    }
    let text = rows.map(CSV.line).joined()
    switch format {
    case .gb18030:
      guard let bytes = GB18030.bytes(of: text) else { throw Problem(.unavailable) }
      return bytes
    case .csv: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case .utf8, .xlsx: return Array(text.utf8)
    }
  }

  func rows(_ entries: [Entry], of register: Register, in language: Language) -> [[String]] {
    let keys = register.columns.map(\.key) + [Register.endKey]
    return [keys.map { labels.label($0, in: language) }]
      + entries.map { entry in
        keys.map { key in
          if key == Register.endKey { return entry.endedOn?.description ?? "" }
          return Register.choices(of: key).isEmpty
            ? entry[key] : labels.choice(key, entry[key], in: language)
        }
      }
  }
}

/// What columns and choices are called, in both languages.
struct ColumnLabels: Sendable {
  let words: Words

  func label(_ key: String, in language: Language) -> String {
    words.text("directory.field." + key, in: language)
  }

  func choice(_ key: String, _ code: String, in language: Language) -> String {
    if code.isEmpty { return "" }
    return words.text(
      key == "kind" ? "directory.kind." + code : "directory.days." + code, in: language)
  }

  /// Every name of a column, folded, and the key it stands for.
  var known: [Register: [String: String]] {
    var known: [Register: [String: String]] = [:]
    for register in Register.allCases {
      for key in register.columns.map(\.key) + [Register.endKey] {
        let names = Language.allCases.map { label(key, in: $0) } + [key]
        for name in names { known[register, default: [:]][ImportTable.folded(name)] = key }
      }
    }
    return known
  }

  /// By column of choices: every name of a choice, folded, and its code.
  var choices: [String: [String: String]] {
    var known: [String: [String: String]] = [:]
    for key in ["kind", "days"] {
      for code in Register.choices(of: key) {
        for name in Language.allCases.map({ choice(key, code, in: $0) }) + [code] {
          known[key, default: [:]][ImportTable.folded(name)] = code
        }
      }
    }
    return known
  }
}
