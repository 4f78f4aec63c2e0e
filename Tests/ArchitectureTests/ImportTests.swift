import Testing

/// Who may import whom: the manifest for targets and products, the house for folders.
struct ImportTests {
  static let manifest = Manifest(
    SourceTree.text("Package.swift") ?? "", capabilities: SourceTree.capabilities)

  /// What comes with the toolchain and needs no declaration.
  static let toolchain: Set<String> = [
    "Dispatch", "Foundation", "FoundationEssentials", "FoundationNetworking", "Glibc",
    "Synchronization", "Testing", "PackageDescription",
  ]

  static let declared = HouseRule { file in
    let own = manifest.declared[file.target] ?? []
    return file.imports.filter { !own.contains($0.module) && !toolchain.contains($0.module) }
      .map { "\($0.line): \(file.target) does not declare \($0.module)" }
  }

  @Test func `a target imports only what it declares, products included`() {
    #expect(Self.declared.faults(in: SourceTree.product + SourceTree.tests) == [])
  }

  static let allowed = HouseRule { file in
    guard let rule = Border.of(file) else { return ["1: no border is drawn for \(file.path)"] }
    return file.imports.filter { !rule.contains($0.module) }
      .map { "\($0.line): \($0.module) may not be imported here" }
  }

  @Test func `a folder imports only what its place in the house allows`() {
    #expect(Self.allowed.faults(in: SourceTree.product) == [])
  }

  @Test(arguments: [
    // A capability knows no other, no driver and no argument parser.
    ("Sources/Capabilities/Identity/Actions/A.swift", "ServiceRequests"),
    ("Sources/Capabilities/Identity/Store/A.swift", "SQLiteDriver"),
    ("Sources/Capabilities/Identity/A.swift", "ArgumentParser"),
    ("Sources/Capabilities/Notifications/Jobs/A.swift", "Identity"),
    // HTTP stays at the door, the outside with those who act.
    ("Sources/Capabilities/Identity/Rules/A.swift", "Hummingbird"),
    ("Sources/Capabilities/Identity/Model/A.swift", "Hummingbird"),
    ("Sources/Capabilities/Identity/Store/A.swift", "Hummingbird"),
    ("Sources/Capabilities/Identity/Actions/A.swift", "Hummingbird"),
    ("Sources/Capabilities/Identity/Jobs/A.swift", "Hummingbird"),
    ("Sources/Capabilities/Identity/Store/A.swift", "Gateways"),
    ("Sources/Capabilities/Identity/Pages/A.swift", "Gateways"),
    // Products that are built for others.
    ("Sources/Capabilities/Identity/Pages/A.swift", "Mustache"),
    ("Sources/Capabilities/Identity/Pages/A.swift", "NIOCore"),
    ("Sources/Kernel/Data/A.swift", "GRDB"), ("Sources/Kernel/Values/A.swift", "Hummingbird"),
    // What lies below knows nothing of what lies above.
    ("Sources/Kernel/Web/A.swift", "Civics"), ("Sources/Civics/Places/A.swift", "Contracts"),
    ("Sources/Contracts/A.swift", "Casework"), ("Sources/Casework/Engine/A.swift", "Gateways"),
    ("Sources/Gateways/A.swift", "Contracts"), ("Sources/SQLiteDriver/A.swift", "CPostgres"),
    ("Sources/App/A.swift", "ArgumentParser"), ("Sources/linli/A.swift", "PostgresDriver"),
    ("Sources/linli/A.swift", "KernelTesting"), ("Sources/Capabilities/New/Else/A.swift", "Kernel"),
  ])
  func `a forbidden import is seen`(path: String, module: String) {
    let file = SourceFile(path, "import Foundation\npublic import \(module)\n")

    #expect(Self.allowed.faults(file).count == 1)
  }

  @Test func `an undeclared product is seen`() {
    let file = SourceFile("Sources/Civics/A.swift", "import Foundation\nimport Hummingbird\n")

    #expect(Self.declared.faults(file) == ["2: Civics does not declare Hummingbird"])
  }

  @Test func `the manifest is read whole`() {
    let declared = Self.manifest.declared

    #expect(declared["Civics"] == ["Kernel"])
    #expect(declared["SQLiteDriver"] == ["Kernel", "GRDB", "GRDBSQLite"])
    #expect(declared["Identity"] == declared["Directory"])
    #expect(declared["Identity"]?.contains("Hummingbird") == true)
    #expect(declared["IdentityTests"]?.isSuperset(of: ["Identity", "KernelTesting"]) == true)
    #expect(declared["App"]?.isSuperset(of: SourceTree.capabilities) == true)
    #expect(Set(SourceTree.product.map(\.target)).isSubset(of: declared.keys))
    #expect(Set(SourceTree.tests.map(\.target)).isSubset(of: declared.keys))
  }
}
