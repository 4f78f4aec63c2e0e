import CQREncode

/// A QR code (ISO/IEC 18004) as dark and light squares, which pages draw themselves.
public struct QRCode: Sendable, Hashable {
  /// Squares a side, without the quiet zone.
  public let size: Int
  /// Row by row; true is dark.
  public let squares: [Bool]

  /// Light squares around the code, as the standard wants them.
  private static let quiet = 4

  /// Nil for a text that is too long: 2,331 bytes at the level that mends 15 %.
  public init?(_ text: String) {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    guard let bytes = code.pointee.data else { return nil }
    size = width
    squares = (0..<width * width).map { bytes[$0] & 1 == 1 }
  }

  /// Width and height of the drawing in squares, quiet zone included.
  public var side: Int { size + 2 * Self.quiet }

  /// The dark squares as the path of an SVG whose unit is one square.
  public var path: String {
    var path = ""
    for row in 0..<size {
      var column = 0
      while column < size {
        guard squares[row * size + column] else {
          column += 1
          continue
        }
        let start = column
        while column < size, squares[row * size + column] { column += 1 }
        let (x, y, width) = (start + Self.quiet, row + Self.quiet, column - start)
        path += "M\(x) \(y)h\(width)v1h-\(width)z"
      }
    }
    return path
  }
}
