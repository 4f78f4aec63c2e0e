import Glibc
import Testing

/// One Swift file with the place it has in the house.
struct SourceFile: Sendable {
  /// From the package's folder: `Sources/Kernel/Data/SQL.swift`.
  let path: String
  let text: String
  let swift: SwiftText

  init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
    swift = SwiftText(text)
  }

  private var parts: [Substring] { path.split(separator: "/") }

  var isCapability: Bool { path.hasPrefix("Sources/Capabilities/") }

  /// The target it belongs to.
  var target: String {
    let index = parts.count > 1 && parts[1] == "Capabilities" ? 2 : 1
    return index < parts.count ? String(parts[index]) : ""
  }

  /// The folder inside its target; empty for the manifest beside the folders.
  var folder: String {
    let inside = parts.dropFirst(isCapability || path.hasPrefix("Tests/Capabilities/") ? 3 : 2)
    return inside.count > 1 ? inside.first.map(String.init) ?? "" : ""
  }

  func isIn(_ places: [String]) -> Bool { places.contains { path.hasPrefix($0) } }

  /// Modules it imports, with the line.
  var imports: [(module: String, line: Int)] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { number, line in
      Self.module(importedBy: line).map { ($0, number + 1) }
    }
  }

  private static func module(importedBy line: Substring) -> String? {
    guard line.contains("import "), !line.hasPrefix(" "), !line.hasPrefix("/") else { return nil }
    let words = line.split(separator: " ")
    guard let keyword = words.firstIndex(of: "import"),
      words[..<keyword].allSatisfy({ $0.hasPrefix("@") || levels.contains($0) }),
      let name = words.dropFirst(keyword + 1).first(where: { !kinds.contains($0) })
    else { return nil }
    return String(name.prefix { $0 != "." })
  }

  private static let levels: Set<Substring> = [
    "public", "package", "internal", "fileprivate", "private",
  ]
  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "func", "let", "var", "typealias",
  ]

  /// Lines on which the code says `words`, not as a part of a longer name.
  func lines(saying words: String) -> [Int] {
    let needle = Array(words.utf8)
    let (first, last) = (needle.first ?? 0, needle.last ?? 0)
    return Self.places(of: needle, in: swift.code).filter { place in
      let end = place + needle.count
      let isBegun = place > 0 && Self.isNamePart(first) && Self.isNamePart(swift.code[place - 1])
      let goesOn =
        end < swift.code.count && Self.isNamePart(last) && Self.isNamePart(swift.code[end])
      return !isBegun && !goesOn
    }.map { place in swift.code[..<place].count { $0 == 10 } + 1 }
  }

  static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 95, 97...122: true
    default: false
    }
  }

  /// `strstr`, because a search in Swift takes seconds in a debug build.
  private static func places(of needle: [UInt8], in bytes: [UInt8]) -> [Int] {
    (bytes + [0]).withUnsafeBytes { buffer in
      (needle + [0]).withUnsafeBytes { wanted in
        guard let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
          let wanted = wanted.baseAddress?.assumingMemoryBound(to: CChar.self)
        else { return [] }
        var places: [Int] = []
        var next = start
        while let found = strstr(next, wanted) {
          places.append(found - UnsafeMutablePointer(mutating: start))
          next = UnsafePointer(found) + 1
        }
        return places
      }
    }
  }
}

extension SourceFile: CustomTestStringConvertible {
  var testDescription: String { path }
}
