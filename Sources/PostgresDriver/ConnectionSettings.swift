import CPostgres
import Kernel

/// What libpq is told when it connects: the caller's address, then what the driver relies on.
struct ConnectionSettings: Sendable {
  private(set) var values: [String: String] = [:]
  /// Seconds without an answer after which the server is taken for gone: a statement that runs
  /// longer it ends itself, and one that is stopped with its machine answers nothing at all.
  let silenceSeconds: Double

  init(_ options: PostgresDriver.Options) throws {
    silenceSeconds = options.statementSeconds + 5
    try Self.check(schema: options.schema)
    values = try Self.parse(options.url)
    let session = [
      "search_path=\(options.schema)",
      "statement_timeout=\(Int(options.statementSeconds * 1000))",
      // A body cannot wait, so a transaction that idles has lost its thread.
      "idle_in_transaction_session_timeout=60000",
      // Deadlocks and conflicts are retried; a lock held for long is a migration's.
      "lock_timeout=\(Int(options.waitSeconds * 1000))",
      // A look with one query has no BEGIN that could say so.
      "default_transaction_read_only=on",
      // Nor have several that are sent together, and those share one snapshot.
      "default_transaction_isolation=repeatable\\ read",
      // Compiling takes longer than any of our statements.
      "jit=off",
      // So does planning anew: our statements say themselves which index they want.
      "plan_cache_mode=force_generic_plan",
      // Without knowing the values it would rather sort everything than walk an index in order.
      "enable_sort=off",
      "timezone=UTC",
    ]
    let given = values["options"].map { $0 + " " } ?? ""
    values["options"] = given + session.map { "-c \($0)" }.joined(separator: " ")
    values["application_name"] = options.applicationName
    values["client_encoding"] = "UTF8"
    // A server that is gone is noticed in seconds, not in the kernel's quarter of an hour.
    let patience = [
      "connect_timeout": "5", "tcp_user_timeout": "15000", "keepalives_idle": "30",
      "keepalives_interval": "5", "keepalives_count": "3",
    ]
    values.merge(patience) { given, _ in given }
  }

  /// Schema names go into settings and commands that take no parameters.
  private static func check(schema: String) throws {
    let isPlain = schema.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
    }
    let startsWell = schema.utf8.first.map { $0 > UInt8(ascii: "9") } ?? false
    guard isPlain, startsWell, schema.utf8.count < 64, !schema.hasPrefix("pg_") else {
      throw StoreError.other("a schema's name is a-z, 0-9 and _, starting with a letter: \(schema)")
    }
  }

  private static func parse(_ url: String) throws -> [String: String] {
    var message: UnsafeMutablePointer<CChar>?
    guard let parsed = PQconninfoParse(url, &message) else {
      defer { PQfreemem(message) }
      // libpq's message repeats the address, which may hold a password.
      throw StoreError.other("the address of the PostgreSQL server cannot be read")
    }
    defer { PQconninfoFree(parsed) }
    var values: [String: String] = [:]
    var option = parsed
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        values[String(cString: keyword)] = String(cString: value)
      }
      option += 1
    }
    return values
  }

  /// Connects and waits; nil only when memory is out.
  func connect() -> OpaquePointer? {
    let pairs = values.map { (key: Array($0.key.utf8CString), value: Array($0.value.utf8CString)) }
    return Self.withPointers(pairs.map(\.key)) { keywords in
      Self.withPointers(pairs.map(\.value)) { values in
        PQconnectdbParams(keywords, values, 0)
      }
    }
  }

  /// C strings as the null-terminated list that libpq takes.
  private static func withPointers<T>(
    _ strings: [[CChar]], _ body: ([UnsafePointer<CChar>?]) -> T
  ) -> T {
    let all = strings.flatMap { $0 }
    return all.withUnsafeBufferPointer { buffer in
      var pointers: [UnsafePointer<CChar>?] = []
      var offset = 0
      for string in strings {
        pointers.append(buffer.baseAddress.map { $0 + offset })
        offset += string.count
      }
      return body(pointers + [nil])
    }
  }
}
