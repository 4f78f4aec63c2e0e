import CPostgres
import Kernel

extension PostgresDriver {
  /// Why the server cannot be reached, in libpq's words; nil when it can.
  ///
  /// Blocks its thread for some seconds at most. The words name host and role, never the password.
  public static func complaint(of options: Options) throws -> String? {
    guard let handle = try ConnectionSettings(options).connect() else { return "out of memory" }
    defer { PQfinish(handle) }
    guard PQstatus(handle) != CONNECTION_OK else { return nil }
    let said = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
    // Advice stands in lines of its own, set in by a tab.
    return said.split(separator: "\n").filter { !$0.hasPrefix("\t") }.joined(separator: "; ")
  }
}
