/// A Swift file taken apart: its code without comments and texts, and the texts it holds.
///
/// Lines are kept, so that a place in the code is a place in the file.
struct SwiftText: Sendable {
  /// What the compiler sees as code; code inside interpolations is part of it.
  private(set) var code: [UInt8] = []
  /// What stands between quotes, interpolations as `\()`, with the line it begins on.
  private(set) var literals: [(text: String, line: Int)] = []

  private let bytes: [UInt8]
  private var place = 0
  private var line = 1

  init(_ text: String) {
    bytes = Array(text.utf8)
    code.reserveCapacity(bytes.count)
    readCode(untilClosed: false)
  }

  private func peek(_ ahead: Int = 0) -> UInt8 {
    place + ahead < bytes.count ? bytes[place + ahead] : 0
  }

  private mutating func readCode(untilClosed: Bool) {
    var depth = 0
    while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "/") where peek(1) == byte: skipLine()
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): skipComment()
      case UInt8(ascii: "/") where isRegex: skipRegex(hashes: 0)
      case UInt8(ascii: "\""): readLiteral(hashes: 0)
      case UInt8(ascii: "#"):
        let hashes = bytes[place...].prefix { $0 == byte }.count
        switch peek(hashes) {
        case UInt8(ascii: "\""): readLiteral(hashes: hashes)
        case UInt8(ascii: "/"): skipRegex(hashes: hashes)
        default: take()
        }
      default:
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") {
          depth -= 1
          if untilClosed, depth < 0 {
            place += 1
            return
          }
        }
        take()
      }
    }
  }

  private mutating func take() {
    if bytes[place] == 10 { line += 1 }
    code.append(bytes[place])
    place += 1
  }

  private mutating func skip() {
    if bytes[place] == 10 {
      line += 1
      code.append(10)
    }
    place += 1
  }

  private mutating func skipLine() {
    while place < bytes.count, bytes[place] != 10 { place += 1 }
  }

  private mutating func skipComment() {
    var depth = 0
    repeat {
      if peek() == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        depth += 1
        place += 2
      } else if peek() == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        depth -= 1
        place += 2
      } else {
        skip()
      }
    } while depth > 0 && place < bytes.count
  }

  /// A bare `/…/`: after an operator or a bracket, and not followed by a blank.
  private var isRegex: Bool {
    let before = code.last { $0 != 32 && $0 != 10 } ?? 0
    return Array("=(,:[".utf8).contains(before) && peek(1) != 32 && peek(1) != 10
  }

  private mutating func skipRegex(hashes: Int) {
    place += hashes + 1
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\\") {
        place += 1
      } else if bytes[place] == UInt8(ascii: "/"), isClosed(hashes, after: 1) {
        place += 1 + hashes
        return
      }
      if place < bytes.count { skip() }
    }
  }

  private func isClosed(_ hashes: Int, after quotes: Int) -> Bool {
    (0..<hashes).allSatisfy { peek(quotes + $0) == UInt8(ascii: "#") }
  }
}

extension SwiftText {
  private mutating func readLiteral(hashes: Int) {
    let quote = UInt8(ascii: "\"")
    place += hashes
    let quotes = peek(1) == quote && peek(2) == quote ? 3 : 1
    place += quotes
    var text: [UInt8] = []
    let start = line
    code.append(quote)
    while place < bytes.count {
      let byte = bytes[place]
      if byte == quote, (0..<quotes).allSatisfy({ peek($0) == quote }),
        isClosed(hashes, after: quotes)
      {
        place += quotes + hashes
        break
      }
      if byte == UInt8(ascii: "\\"), isClosed(hashes, after: 1) {
        place += 1 + hashes
        if peek() == UInt8(ascii: "(") {
          place += 1
          text += Array("\\()".utf8)
          readCode(untilClosed: true)
          code.append(32)
        } else if place < bytes.count {
          text.append(peek() == UInt8(ascii: "n") ? 10 : peek())
          skip()
        }
        continue
      }
      text.append(byte)
      skip()
    }
    code.append(quote)
    literals.append((String(decoding: text, as: UTF8.self), start))
  }
}
