import Foundation

/// Every action that the code writes into the audit, from its texts.
struct AuditActions {
  /// Codes such as `identity.signed_in`.
  let codes: Set<String>
  /// Expressions that are no text and whose values this does not know.
  let unknown: [String]

  init(in files: [SourceFile]) {
    let source = Source(files: files)
    var (codes, unknown): (Set<String>, [String]) = ([], [])
    for file in files where file.text.contains("AuditEntry(") {
      for expression in Self.expressions(in: file.text) {
        if let code = expression.wholeMatch(of: #/"([a-z_.]+)"/#) {
          codes.insert(String(code.1))
        } else if let values = Self.values(of: expression, source) {
          codes.formUnion(values)
        } else {
          unknown.append("\(file.path): \(expression)")
        }
      }
    }
    (self.codes, self.unknown) = (codes, unknown.sorted())
  }

  /// What stands behind `action:` of every entry that is made, on one line.
  private static func expressions(in text: String) -> [String] {
    text.components(separatedBy: "AuditEntry(").dropFirst().compactMap { piece in
      guard let start = piece.range(of: "action:"),
        let end = piece.range(of: "subject:", range: start.upperBound..<piece.endIndex)
      else { return nil }
      let words = piece[start.upperBound..<end.lowerBound].split(whereSeparator: \.isWhitespace)
      return words.joined(separator: " ").trimmingCharacters(in: CharacterSet(charactersIn: ", "))
    }
  }

  /// What an expression can be; empty where an entry is read and not made.
  private static func values(of expression: String, _ source: Source) -> [String]? {
    func all(_ prefix: String, _ codes: [String]) -> [String] { codes.map { prefix + $0 } }
    let capabilities = "Sources/Capabilities/"
    return switch expression {
    case #"try row.get("action")"#: []
    case #""\(kind.code).\(move.rawValue)""#:
      all(
        "service_request.",
        source.codes(of: "enum Kind", in: "Sources/Casework/Model/CaseMove.swift"))
    case #""\(kind.code).claimed""#: ["service_request.claimed"]
    case #""identity." + deed"#, #""identity.\(deed)""#, #""identity." + action"#:
      all("identity.", source.told(in: capabilities + "Identity/Actions/"))
    case #""directory.entry_" + deed.rawValue"#:
      all(
        "directory.entry_",
        source.codes(of: "enum Deed", in: capabilities + "Directory/Model/Entry.swift"))
    case #""service_request.photo_" + deed.rawValue"#:
      all(
        "service_request.photo_",
        source.codes(of: "enum Deed", in: capabilities + "ServiceRequests/Model/PhotoCover.swift"))
    case #""rights." + deed"#:
      // One is decided by its state.
      all("rights.", source.told(in: capabilities + "Rights/Actions/") + ["granted", "refused"])
    case #""mandates." + deed"#:
      all("mandates.", source.told(in: capabilities + "Mandates/Actions/"))
    case #""mandates." + change.entry.move.rawValue"#:
      all(
        "mandates.",
        source.codes(of: "enum Move", in: capabilities + "Mandates/Model/MandateEntry.swift"))
    case #""mandates.real_name_" + state.rawValue"#:
      all("mandates.real_name_", ["matched", "mismatched", "no_record", "failed"])
    default: nil
    }
  }

  /// What the files say beside the entries themselves.
  struct Source {
    let files: [SourceFile]

    /// Raw values of an enum of texts.
    func codes(of name: String, in path: String) -> [String] {
      guard let text = files.first(where: { $0.path == path })?.text,
        let start = text.range(of: name + ": String")
      else { return [] }
      // Up to the first thing that is no case.
      let body = text[start.upperBound...].drop { $0 != "{" }.dropFirst()
      let cases = body.prefix { $0 != "}" }.split(separator: "\n").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      .filter { $0.hasPrefix("case ") }
      return cases.flatMap { line in
        line.dropFirst(5).split(separator: ",").map { item in
          let parts = item.split(separator: "=").map {
            $0.trimmingCharacters(in: CharacterSet(charactersIn: " `\""))
          }
          return parts.last ?? ""
        }
      }
    }

    /// Texts that the folder's functions for the audit are called with.
    func told(in folder: String) -> [String] {
      let calls = #/[ .](?:note|noteRefusal|audit)\(\s*([^,()]*),/#
      let changes = #/ change\(\s*login,\s*([^)]*)\)/#
      let names = #/let deed = ([^\n]*)/#
      return files.filter { $0.path.hasPrefix(folder) }.flatMap { file in
        let said =
          file.text.matches(of: calls).map(\.1) + file.text.matches(of: changes).map(\.1)
          + file.text.matches(of: names).map(\.1)
        return said.flatMap { $0.matches(of: #/"([a-z_]+)"/#).map { String($0.1) } }
      }
    }
  }
}
