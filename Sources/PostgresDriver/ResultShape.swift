import CPostgres
import Kernel

/// How to read the rows of one statement, which come in binary.
struct ResultShape {
  private enum Kind { case int8, int4, int2, float8, float4, bool, text }

  private let columns: Columns
  private let kinds: [Kind]

  init(_ result: OpaquePointer?) throws {
    let fields = 0..<PQnfields(result)
    let names = fields.map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
    columns = Columns(names)
    kinds = try fields.map { try Self.kind(of: PQftype(result, $0), names[Int($0)]) }
  }

  /// Built-in type OIDs, fixed for all servers (`pg_type.dat`).
  private static func kind(of type: Oid, _ column: String) throws -> Kind {
    switch type {
    case 20: return .int8
    case 23, 26: return .int4
    case 21: return .int2
    case 701: return .float8
    case 700: return .float4
    case 16: return .bool
    case 25, 1043, 1042, 19, 705, 114: return .text
    case 1700:
      throw StoreError.other("column \(column) is NUMERIC: write CAST(… AS BIGINT) around it")
    case 2278: return .text  // void, what a function without result answers: always empty
    default: throw StoreError.other("column \(column) has a type (\(type)) the house does not use")
    }
  }

  func rows(_ result: OpaquePointer?) throws -> [Row] {
    try (0..<PQntuples(result)).map { row in
      let values = try [SQLValue](unsafeUninitializedCapacity: kinds.count) { buffer, used in
        for (column, kind) in kinds.enumerated() {
          let value = try Self.value(result, row, Int32(column), kind)
          (buffer.baseAddress.unsafelyUnwrapped + column).initialize(to: value)
          used = column + 1
        }
      }
      return Row(columns: columns, values: values)
    }
  }

  private static func value(
    _ result: OpaquePointer?, _ row: Int32, _ column: Int32, _ kind: Kind
  ) throws -> SQLValue {
    guard PQgetisnull(result, row, column) == 0 else { return .null }
    guard let start = PQgetvalue(result, row, column) else { throw StoreError.unavailable }
    let length = Int(PQgetlength(result, row, column))
    let bytes = UnsafeRawBufferPointer(start: start, count: length)
    switch kind {
    case .int8: return .integer(Int64(bitPattern: try load(bytes, as: UInt64.self)))
    case .int4: return .integer(Int64(Int32(bitPattern: try load(bytes, as: UInt32.self))))
    case .int2: return .integer(Int64(Int16(bitPattern: try load(bytes, as: UInt16.self))))
    case .float8: return .real(Double(bitPattern: try load(bytes, as: UInt64.self)))
    case .float4: return .real(Double(Float(bitPattern: try load(bytes, as: UInt32.self))))
    case .bool: return .boolean(try load(bytes, as: UInt8.self) != 0)
    case .text: return .text(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Network order, whatever the address.
  private static func load<N: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: UnsafeRawBufferPointer, as type: N.Type
  ) throws -> N {
    guard bytes.count == MemoryLayout<N>.size else {
      throw StoreError.other("a value of \(bytes.count) bytes where \(N.self) was announced")
    }
    return N(bigEndian: bytes.loadUnaligned(as: type))
  }
}
