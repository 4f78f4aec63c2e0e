import CPostgres
import Kernel

/// A statement under a name on one connection, with what its results look like.
final class PreparedStatement {
  let name: String
  let text: String
  let types: [Oid]
  /// False until the server has confirmed it.
  var isReady = false
  private var shape: ResultShape?

  init(name: String, text: String, types: [Oid]) {
    self.name = name
    self.text = text
    self.types = types
  }

  /// A parameter prepared for one type takes no other; one the server inferred takes any.
  func takes(_ values: [SQLValue]) -> Bool {
    guard types.count == values.count else { return false }
    return zip(types, Parameters.types(of: values, textual: [])).allSatisfy { known, now in
      known == now || now == 0 || known == 0
    }
  }

  /// Names and types stay the same as long as the statement lives, so they are read once.
  func shape(of result: OpaquePointer?) throws -> ResultShape {
    if let shape { return shape }
    let read = try ResultShape(result)
    shape = read
    return read
  }
}
