import CPostgres
import Kernel

/// An error as the server or libpq told it.
struct PostgresFailure: Error {
  /// SQLSTATE; empty when the connection was lost before the server said anything.
  let code: String
  let message: String
  /// True when a COMMIT was on its way and nobody can say whether it arrived.
  var isCommitUnknown = false
  /// True when the session has learnt what to do differently, so that running again helps.
  var isLearnt = false

  init(code: String, message: String) {
    self.code = code
    self.message = message
  }

  init(_ result: OpaquePointer?) {
    code = Self.field(result, "C") ?? ""
    let whole = PQresultErrorMessage(result).map { String(cString: $0) }
    message = Self.field(result, "M") ?? whole ?? ""
  }

  static let lost = PostgresFailure(code: "", message: "the connection was lost")

  /// Something was committed between a look's first query and the snapshot for the others.
  static let outdated: PostgresFailure = {
    var failure = PostgresFailure(code: "40001", message: "a look has to start over")
    failure.isLearnt = true
    return failure
  }()

  private static func field(_ result: OpaquePointer?, _ letter: Unicode.Scalar) -> String? {
    PQresultErrorField(result, Int32(letter.value)).map { String(cString: $0) }
  }

  /// The same transaction has a chance if it runs again.
  var isConflict: Bool { code == "40001" || code == "40P01" }

  /// The connection is gone: class 08, the server's going away, or nothing said at all.
  var isLoss: Bool { code.isEmpty || code.hasPrefix("08") || code.hasPrefix("57P") }

  /// Statements prepared here no longer fit the schema, or are gone.
  var isStale: Bool { code == "0A000" || code == "26000" }

  /// The number of the parameter whose type the server could not tell, from 1.
  ///
  /// The number is in the message only; `$` and the digits are the same in every language.
  var untypedParameter: Int? {
    guard code == "42P18", let dollar = message.firstIndex(of: "$") else { return nil }
    return Int(message[message.index(after: dollar)...].prefix { $0.isNumber })
  }

  /// By SQLSTATE alone: Citus leaves constraint names empty.
  var storeError: StoreError {
    if isCommitUnknown { return .commitUnknown }
    if isConflict { return .retry }
    if isLoss { return .unavailable }
    return switch code {
    case "23505": .unique
    case "23503": .foreignKey
    case "23514": .check
    case "23502": .notNull
    case "57014": .cancelled
    // Full, out of memory, failing, and set to read only, as a server does to save a full disk.
    case "53100", "53200", "58030", "25006": .storage("SQLSTATE \(code): \(message)")
    // Too many connections; and a lock that did not come free.
    case _ where code.hasPrefix("53") || code == "55P03": .unavailable
    default: .other("SQLSTATE \(code): \(message)")
    }
  }
}
