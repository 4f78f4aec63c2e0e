import Foundation

/// Reads `multipart/form-data` (RFC 7578) piece by piece, files straight to disk.
///
/// Memory stays at one chunk plus one boundary, whatever is sent.
struct MultipartReader {
  struct Limits: Sendable {
    /// Bytes of all text fields: 5,000 characters may be 125 KB, and what is too long is told on
    /// the page, with every word of it.
    var textSize = 2 << 20
    /// Bytes of a field that are kept all the same: what comes after too long a text, such as the
    /// mark of the form.
    var shortSize = 1000
    /// Bytes kept of one file, and of all: what is larger is counted to its end and let go, so
    /// that the page can say so and keep the rest.
    var fileSize = 10 << 20
    var keptSize = 110 << 20
    var fields = 200
    /// False: files are read over, and nothing is written.
    var keepsFiles = true
  }

  private enum State { case preamble, headers, body, ended }

  private let delimiter: [UInt8]
  private let folder: String
  private let limits: Limits
  private var state = State.preamble
  private var buffer: [UInt8]
  private var part = Part()
  private(set) var form = Form()
  private var fieldCount = 0
  private var textSize = 0
  private var keptSize = 0

  private struct Part {
    var name = ""
    var fileName: String?
    var bytes: [UInt8] = []
    var handle: FileHandle?
    var path = ""
    var size = 0
    var isWhole = true
  }

  init?(contentType: String, folder: String, limits: Limits = Limits()) {
    guard let boundary = Self.parameter("boundary", of: contentType),
      (1...70).contains(boundary.utf8.count)
    else { return nil }
    delimiter = Array("\r\n--\(boundary)".utf8)
    // The first boundary has no line end before it; lending it one makes all of them alike.
    buffer = [13, 10]
    self.folder = folder
    self.limits = limits
  }

  /// Takes the next bytes of the body.
  ///
  /// Throws `Problem(.malformed)` or `Problem(.tooLarge)`.
  mutating func add(_ bytes: some Sequence<UInt8>) throws {
    buffer.append(contentsOf: bytes)
    while try step() {}
  }

  /// The whole form; a body that stops in the middle is malformed.
  mutating func finish() throws -> Form {
    guard state == .ended else { throw Problem(.malformed, "problem.truncated") }
    return form
  }

  /// Files that were being written when the request broke off.
  func abandon() { try? part.handle?.close() }

  private mutating func step() throws -> Bool {
    switch state {
    case .ended:
      buffer = []
      return false
    case .preamble:
      guard let place = buffer.place(of: delimiter) else {
        buffer.removeFirst(max(0, buffer.count - delimiter.count))
        return false
      }
      return try pass(boundaryAt: place)
    case .headers:
      guard let place = buffer.place(of: Self.blankLine) else {
        guard buffer.count < 8192 else { throw Problem(.malformed) }
        return false
      }
      try open(headers: String(decoding: buffer[..<place.lowerBound], as: UTF8.self))
      buffer.removeFirst(place.upperBound)
      state = .body
      return true
    case .body:
      guard let place = buffer.place(of: delimiter) else {
        let safe = buffer.count - delimiter.count
        if safe > 0 {
          try take(Array(buffer[..<safe]))
          buffer.removeFirst(safe)
        }
        return false
      }
      guard buffer.count >= place.upperBound + 2 else { return false }
      try take(Array(buffer[..<place.lowerBound]))
      try close()
      return try pass(boundaryAt: place)
    }
  }

  private static let blankLine = Array("\r\n\r\n".utf8)

  private mutating func pass(boundaryAt place: Range<Int>) throws -> Bool {
    guard buffer.count >= place.upperBound + 2 else { return false }
    let after = buffer[place.upperBound..<place.upperBound + 2]
    if after.elementsEqual([45, 45]) {
      state = .ended
    } else if after.elementsEqual([13, 10]) {
      state = .headers
    } else {
      throw Problem(.malformed)
    }
    buffer.removeFirst(place.upperBound + 2)
    return true
  }

  private mutating func open(headers: String) throws {
    part = Part()
    for line in headers.components(separatedBy: "\r\n")
    where line.lowercased().hasPrefix("content-disposition:") {
      part.name = Self.parameter("name", of: line) ?? ""
      part.fileName = Self.parameter("filename", of: line)
    }
    fieldCount += 1
    guard !part.name.isEmpty, fieldCount <= limits.fields else { throw Problem(.malformed) }
    guard part.fileName != nil, limits.keepsFiles else { return }
    part.path = folder + "/\(form.files.count)"
    part.handle = try TemporaryFile.create(part.path)
  }

  private mutating func take(_ bytes: [UInt8]) throws {
    part.size += bytes.count
    guard part.fileName == nil || part.handle != nil else { return }
    guard let handle = part.handle else {
      let room = max(0, limits.textSize - textSize, limits.shortSize - part.bytes.count)
      textSize += bytes.count
      part.bytes += bytes.prefix(room)
      if bytes.count > room { part.isWhole = false }
      return
    }
    guard part.isWhole else { return }
    keptSize += bytes.count
    guard part.size <= limits.fileSize, keptSize <= limits.keptSize else {
      part.isWhole = false
      return
    }
    try handle.write(contentsOf: bytes)
  }

  private mutating func close() throws {
    if let handle = part.handle {
      try handle.close()
      part.handle = nil
      // A file field left empty arrives as a part without name and bytes.
      guard part.size > 0 || part.fileName?.isEmpty == false else { return }
      form.files.append(
        Form.Upload(
          field: part.name, name: part.fileName ?? "", path: part.path, size: part.size,
          isWhole: part.isWhole))
    } else if part.fileName == nil {
      if !part.isWhole {
        form.isOverlong = true
        part.bytes = Self.withoutBrokenEnd(part.bytes)
      }
      let text = String(validating: part.bytes, as: UTF8.self)
      let isRead = text?.contains("\0") == false
      if !isRead { form.isMisread = true }
      form.values[part.name, default: []].append(
        isRead ? text ?? "" : Salvaged.text(part.bytes))
    }
  }

  /// Cut text up to its last whole character, or the one before.
  private static func withoutBrokenEnd(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
    if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
    return bytes
  }

  /// `name="value"` or `name=value` after a semicolon.
  static func parameter(_ name: String, of header: String) -> String? {
    for piece in pieces(of: header).dropFirst() {
      let parts = piece.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, String(parts[0]).trimmed.lowercased() == name else { continue }
      let value = String(parts[1]).trimmed
      if value.hasPrefix("\""), value.hasSuffix("\""), value.count >= 2 {
        return String(value.dropFirst().dropLast())
      }
      return value
    }
    return nil
  }

  /// Cut at semicolons, except inside quotes: a file may be called `a;b.jpg`.
  private static func pieces(of header: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var isQuoted = false
    for character in header {
      if character == "\"" { isQuoted.toggle() }
      if character == ";", !isQuoted {
        pieces.append(piece)
        piece = ""
      } else {
        piece.append(character)
      }
    }
    return pieces + [piece]
  }
}
