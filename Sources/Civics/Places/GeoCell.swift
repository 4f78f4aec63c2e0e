import Foundation

/// A cell of the geohash grid as text, so that plain SQL finds what lies near.
///
/// Store `GeoCell(point)`; to search, ask for every cell of `around(…)` with `BETWEEN` on its
/// `scope`, then keep what `Coordinate.metres(to:)` confirms. Cells are laid over WGS-84.
public struct GeoCell: CodeText {
  /// 1 to 12 letters of geohash's base 32; each one narrows the cell 32 times.
  public let rawValue: String

  /// About 38 m by 19 m at the equator: fine enough to search from 20 m up, too coarse for a door.
  public static let storedLength = 8

  public init?(rawValue: String) {
    guard (1...12).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy(Self.symbols.contains)
    else { return nil }
    self.rawValue = rawValue
  }

  /// The cell of `length` letters (1 to 12) in which the point lies.
  public init(_ point: Coordinate, length: Int = storedLength) {
    let grid = Grid(length: min(max(length, 1), 12))
    let plain = point.converted(to: .wgs84)
    self = grid.cell(column: grid.column(plain.longitude), row: grid.row(plain.latitude))
  }

  fileprivate init(checked text: String) { rawValue = text }

  /// First and last stored cell inside this one.
  public var scope: ClosedRange<String> {
    rawValue...(rawValue + String(repeating: "z", count: 12))
  }

  /// The cell and those that touch it: nine, fewer at the poles.
  public var neighbourhood: [GeoCell] {
    let grid = Grid(length: rawValue.utf8.count)
    let (column, row) = grid.position(of: self)
    return (row - 1...row + 1).filter { (0..<grid.rows).contains($0) }.flatMap { row in
      (column - 1...column + 1).map { grid.cell(column: $0, row: row) }
    }
  }

  /// At most nine cells that together cover everything within `metres` of the point.
  ///
  /// The finest such cells are taken, none finer than what is stored.
  public static func around(
    _ point: Coordinate, metres: Double, storedLength: Int = storedLength
  ) -> [GeoCell] {
    let plain = point.converted(to: .wgs84)
    // A thousandth more: the sphere's distances differ a little with the direction.
    let reach = max(metres, 0) * 1.001 / Coordinate.earthRadius * 180 / .pi
    let north = min(90, plain.latitude + reach)
    let south = max(-90, plain.latitude - reach)
    let narrowest = cos(max(abs(north), abs(south)) * .pi / 180)
    let side = narrowest > 0 ? min(180, reach / narrowest) : 180
    for length in stride(from: min(max(storedLength, 1), 12), to: 1, by: -1) {
      let grid = Grid(length: length)
      let rows = grid.row(south)...grid.row(north)
      let columns =
        grid.unwrappedColumn(plain.longitude - side)...grid.unwrappedColumn(plain.longitude + side)
      if rows.count * columns.count <= 9 {
        return rows.flatMap { row in columns.map { grid.cell(column: $0, row: row) } }
      }
    }
    return symbols.map { GeoCell(checked: TypedText.string([$0])) }
  }

  fileprivate static let symbols = Array("0123456789bcdefghjkmnpqrstuvwxyz".utf8)
}

/// The grid of all cells whose text has one length: longitude takes the first bit, then in turn.
private struct Grid {
  let length: Int
  let columns: Int
  let rows: Int

  init(length: Int) {
    self.length = length
    columns = 1 << ((length * 5 + 1) / 2)
    rows = 1 << (length * 5 / 2)
  }

  func column(_ longitude: Double) -> Int { min(unwrappedColumn(longitude), columns - 1) }

  /// May lie outside the map: cells are wrapped round the globe when they are made.
  func unwrappedColumn(_ longitude: Double) -> Int {
    Int(((longitude + 180) / 360 * Double(columns)).rounded(.down))
  }

  func row(_ latitude: Double) -> Int {
    min(Int(((latitude + 90) / 180 * Double(rows)).rounded(.down)), rows - 1)
  }

  func cell(column: Int, row: Int) -> GeoCell {
    let wrapped = (column % columns + columns) % columns
    var bytes: [UInt8] = []
    var symbol = 0
    for bit in 0..<length * 5 {
      let (axis, size) = bit % 2 == 0 ? (wrapped, columns) : (row, rows)
      symbol = symbol * 2 + (axis / (size >> (bit / 2 + 1)) & 1)
      if bit % 5 == 4 {
        bytes.append(GeoCell.symbols[symbol])
        symbol = 0
      }
    }
    return GeoCell(checked: TypedText.string(bytes))
  }

  func position(of cell: GeoCell) -> (column: Int, row: Int) {
    var (column, row) = (0, 0)
    for (index, byte) in cell.rawValue.utf8.enumerated() {
      let symbol = GeoCell.symbols.firstIndex(of: byte) ?? 0
      for place in 0..<5 {
        let bit = symbol >> (4 - place) & 1
        if (index * 5 + place) % 2 == 0 { column = column * 2 + bit } else { row = row * 2 + bit }
      }
    }
    return (column, row)
  }
}
