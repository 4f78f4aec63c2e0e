/// Which modules a place in the house may import: the tree of `ARCHITECTURE.md` as data.
enum Border {
  /// Foundation is everywhere; it may not stand for what has a place of its own.
  private static let everywhere: Set<String> = [
    "Foundation", "FoundationEssentials", "Synchronization",
  ]

  /// Nil when nobody has said yet what the place is for.
  static func of(_ file: SourceFile) -> Set<String>? {
    let own = file.isCapability ? capability[file.folder] : place(file.target, file.folder)
    return own.map { $0.union(everywhere) }
  }

  private static let values: Set<String> = [
    "Kernel", "Civics", "Language", "Contracts", "Casework",
  ]

  /// Folders of a capability; the empty one is its manifest.
  static let capability: [String: Set<String>] = [
    "": values.union(["Gateways"]),
    "Model": values, "Rules": values, "Store": values,
    "Actions": values.union(["Gateways"]), "Jobs": values.union(["Gateways"]),
    // A party that calls back speaks its own words at the door.
    "API": values.union(["Hummingbird", "Gateways"]),
    "Pages": values.union(["Hummingbird"]),
    // A standard of others at the door.
    "Open311": values.union(["Hummingbird"]),
    // Brought in from files, and made up: they call actions.
    "Import": values, "Demo": values, "Export": values,
  ]

  private static func place(_ target: String, _ folder: String) -> Set<String>? {
    switch target {
    case "Kernel": kernel[folder]
    case "SQLiteDriver": ["Kernel", "GRDB", "GRDBSQLite", "Dispatch"]
    case "PostgresDriver": ["Kernel", "CPostgres", "Dispatch"]
    case "Civics": ["Kernel"]
    // What people wrote, read in process: no storage, no network.
    case "Language": ["Kernel", "Civics"]
    case "Contracts": ["Kernel", "Civics"]
    case "Casework": ["Kernel", "Civics", "Contracts"]
    case "Gateways": ["Kernel", "Civics", "FoundationNetworking"]
    case "KernelTesting":
      [
        "Kernel", "SQLiteDriver", "PostgresDriver", "Hummingbird", "HTTPTypes", "NIOCore",
        "Logging", "Dispatch", "Glibc",
      ]
    case "App": app
    // Arguments and progress bars: everything else goes through App.
    case "linli":
      [
        "App", "Kernel", "Civics", "Directory", "Identity", "Language", "ServiceRequests",
        "Supervision",
        "ArgumentParser", "Glibc",
      ]
    default: nil
    }
  }

  static let app: Set<String> = values.union(SourceTree.capabilities).union([
    "Gateways", "Language", "SQLiteDriver", "PostgresDriver", "Hummingbird", "Logging", "Metrics",
    "NIOCore",
    "NIOHTTPCompression", "NIOHTTP1", "HummingbirdCore", "ServiceLifecycle", "Glibc", "Tracing",
    "InMemoryTracing",
  ])

  static let kernel: [String: Set<String>] = [
    "": [], "API": [], "Access": [], "Audit": [], "Data": [], "Problems": [],
    "Values": ["CPosix"], "Search": ["CPosix"], "JSON": [],
    "Events": ["Logging", "ServiceLifecycle"], "Jobs": ["Logging", "ServiceLifecycle"],
    "Secrets": ["CCrypto", "CPosix", "Glibc"], "Files": ["CPosix", "Glibc"],
    "Pages": ["Mustache", "CQREncode"],
    "Live": ["HTTPTypes", "Hummingbird", "Logging", "NIOCore", "ServiceLifecycle"],
    "Watch": ["Glibc", "HTTPTypes", "Hummingbird", "Logging", "Metrics", "Tracing"],
    "Web": ["Glibc", "HTTPTypes", "Hummingbird", "HummingbirdCore", "Logging", "NIOCore"],
  ]
}
