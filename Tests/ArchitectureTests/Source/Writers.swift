/// A function that opens a transaction to write.
struct Writer: Hashable {
  let path: String
  /// Of its `func`.
  let line: Int
  /// `Outer.Inner` for a type in a type; empty at the top of a file.
  let type: String
  let function: String
  /// As it is declared, without a default value.
  let firstParameter: String
  let isPrivate: Bool

  var shortName: String { type + "." + function }
  var longName: String { shortName + "(\(firstParameter))" }

  /// All of `files` by the name failure tests call them: `Type.function`, with the first parameter
  /// where a type has several of one name.
  static func all(in files: [SourceFile]) -> [(name: String, writer: Writer)] {
    let writers = files.flatMap { file -> [Writer] in
      var reader = WriterReader(file)
      return reader.read()
    }
    let counts = Dictionary(writers.map { ($0.shortName, 1) }, uniquingKeysWith: +)
    return writers.map { (counts[$0.shortName] == 1 ? $0.shortName : $0.longName, $0) }
  }
}

/// Walks through a file's code and keeps the types and functions it is in.
private struct WriterReader {
  private enum Frame {
    case type(String)
    case function(Writer)
    case other
  }

  private let path: String
  private let code: [UInt8]
  private var place = 0
  private var line = 1
  private var frames: [Frame] = []
  /// What the next brace at `pendingDepth` opens.
  private var pending: Frame?
  private var pendingDepth = 0
  /// Of round and square brackets.
  private var depth = 0
  private var isPrivate = false
  private var found: [Writer] = []

  init(_ file: SourceFile) {
    path = file.path
    code = file.swift.code
  }

  mutating func read() -> [Writer] {
    while place < code.count {
      let byte = code[place]
      if Self.isNamePart(byte) {
        take(word: nextWord())
        continue
      }
      switch byte {
      case UInt8(ascii: "\n"): line += 1
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "{"):
        let isBody = pending != nil && depth == pendingDepth
        frames.append(isBody ? pending ?? .other : .other)
        if isBody { pending = nil }
      case UInt8(ascii: "}"):
        _ = frames.popLast()
        // A requirement of a protocol has no body.
        if depth == pendingDepth { pending = nil }
      default: break
      }
      place += 1
    }
    return found
  }

  private static let types: Set<String> = [
    "struct", "class", "enum", "extension", "actor", "protocol",
  ]
  private static let modifiers: Set<String> = [
    "static", "public", "package", "internal", "mutating", "nonisolated", "final", "Sendable",
    "discardableResult",
  ]

  private mutating func take(word: String) {
    let isMember = isAfterDot(place - word.utf8.count)
    if Self.types.contains(word), !isMember, let name = peekName() {
      (pending, pendingDepth) = (.type(name), depth)
    } else if word == "func" || (word == "init" && !isMember) {
      takeFunction(word)
    } else if word == "var" || word == "let", depth == pendingDepth {
      pending = nil
    } else if word == "write" || word == "command", isMember, isCall {
      note()
    }
    if word == "private" || word == "fileprivate" {
      isPrivate = true
    } else if !Self.modifiers.contains(word) {
      isPrivate = false
    }
  }

  private mutating func takeFunction(_ word: String) {
    let name = word == "init" ? word : peekName() ?? "operator"
    guard let open = code[place...].firstIndex(of: UInt8(ascii: "(")) else { return }
    var (end, inside) = (open + 1, 0)
    while end < code.count {
      let byte = code[end]
      if inside == 0, byte == UInt8(ascii: ",") || byte == UInt8(ascii: ")") { break }
      if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { inside += 1 }
      if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { inside -= 1 }
      end += 1
    }
    let text = String(decoding: code[(open + 1)..<end], as: UTF8.self)
    let words = text.prefix { $0 != "=" }.split { $0 == " " || $0 == "\n" }
    let writer = Writer(
      path: path, line: line, type: types.joined(separator: "."), function: name,
      firstParameter: words.joined(separator: " "), isPrivate: isPrivate)
    (pending, pendingDepth) = (.function(writer), depth)
  }

  private var types: [String] {
    frames.compactMap { frame -> String? in
      guard case .type(let name) = frame else { return nil }
      return name
    }
  }

  /// Whether the word before the dot is `database`, and a call follows.
  private var isCall: Bool {
    let next = code[place...].first { $0 != 32 && $0 != 10 }
    guard next == UInt8(ascii: "(") || next == UInt8(ascii: "{") else { return false }
    var end = place - 1
    while end >= 0, Self.isNamePart(code[end]) { end -= 1 }
    while end >= 0, code[end] != UInt8(ascii: ".") { end -= 1 }
    end -= 1
    while end >= 0, code[end] == 32 || code[end] == 10 { end -= 1 }
    let before = Array("database".utf8)
    guard end + 1 >= before.count else { return false }
    return Array(code[(end + 1 - before.count)...end]) == before
  }

  /// The method, not what is declared inside it: tests can call nothing else.
  private mutating func note() {
    let start = frames.lastIndex { if case .type = $0 { true } else { false } } ?? -1
    for frame in frames[(start + 1)...] {
      guard case .function(let writer) = frame else { continue }
      if !found.contains(writer) { found.append(writer) }
      return
    }
    let nobody = Writer(
      path: path, line: line, type: types.joined(separator: "."), function: "(no function)",
      firstParameter: "", isPrivate: false)
    found.append(nobody)
  }

  private mutating func nextWord() -> String {
    let start = place
    while place < code.count, Self.isNamePart(code[place]) { place += 1 }
    return String(decoding: code[start..<place], as: UTF8.self)
  }

  /// The name that follows on the same line, with its dots.
  private func peekName() -> String? {
    let rest = code[place...].drop { $0 == 32 || $0 == UInt8(ascii: "`") }
    let name = rest.prefix { Self.isNamePart($0) || $0 == UInt8(ascii: ".") }
    let text = String(decoding: name, as: UTF8.self)
    return text.isEmpty || text == "func" || text == "var" ? nil : text
  }

  private func isAfterDot(_ start: Int) -> Bool {
    code[..<start].last { $0 != 32 && $0 != 10 } == UInt8(ascii: ".")
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 95, 97...122: true
    default: false
    }
  }
}
