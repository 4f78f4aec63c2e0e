// swift-tools-version: 6.2
import PackageDescription

/// The same rules for every target: Swift 6, imports said where they are used, no warnings.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let strictC: [CSetting] = [.enableWarning("all"), .treatAllWarnings(as: .error)]

let core: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let compression: Target.Dependency = .product(
  name: "NIOHTTPCompression", package: "swift-nio-extras")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let tracing: Target.Dependency = .product(name: "Tracing", package: "swift-distributed-tracing")
let inMemoryTracing: Target.Dependency = .product(
  name: "InMemoryTracing", package: "swift-distributed-tracing")
let lifecycle: Target.Dependency = .product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")

/// What every capability may build on, and all it may build on.
let commons: [Target.Dependency] = [
  "Kernel", "Civics", "Language", "Contracts", "Casework", "Gateways", hummingbird,
]

/// A capability: one folder, one target, one test target, nothing of its own to link.
func capability(_ name: String) -> [Target] {
  [
    .target(
      name: name, dependencies: commons, path: "Sources/Capabilities/\(name)",
      exclude: ["README.md"], swiftSettings: house, plugins: ["EmbedFiles"]),
    .testTarget(
      name: "\(name)Tests",
      dependencies: [.target(name: name), "KernelTesting", logging] + commons,
      path: "Tests/Capabilities/\(name)Tests", swiftSettings: house),
  ]
}

let capabilities = [
  "Identity", "Directory", "Mandates", "Notifications", "Rights", "ServiceRequests", "Supervision",
]

let package = Package(
  name: "linli",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "linli", targets: ["linli"]),
    .executable(name: "linli-photo", targets: ["linli-photo"]),
    .executable(name: "linli-sheet", targets: ["linli-sheet"]),
  ],
  dependencies: [
    // Without its reading of configuration files, which is a package of its own to build.
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1",
      traits: ["FullFoundation"]),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CVips", pkgConfig: "vips", providers: [.apt(["libvips-dev"])]),
    // Pictures from strangers are decoded in a process of their own: docs/adr/0004.
    .executableTarget(name: "linli-photo", dependencies: ["CVips"], cSettings: strictC),
    // Workbooks from strangers as well: docs/adr/0017.
    .systemLibrary(
      name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(
      name: "CMinizip", pkgConfig: "minizip", providers: [.apt(["libminizip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .executableTarget(
      name: "linli-sheet", dependencies: ["CXlsxWriter", "CMinizip", "CExpat"],
      cSettings: strictC),
    // Templates, words, styles and scripts become part of the program: docs/adr/0014.
    .executableTarget(
      name: "linli-embed", path: "Plugins/linli-embed", swiftSettings: house),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["linli-embed"]),
    .target(name: "CPosix", cSettings: strictC),
    .target(
      name: "Kernel",
      dependencies: [
        "CCrypto", "CPosix", "CQREncode", hummingbird, core, httpTypes, nio, mustache, logging,
        metrics, tracing,
        lifecycle,
      ],
      swiftSettings: house, plugins: ["EmbedFiles"]),
    .target(
      name: "SQLiteDriver",
      dependencies: [
        "Kernel", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: house),
    .target(
      name: "PostgresDriver", dependencies: ["Kernel", "CPostgres"], swiftSettings: house),
    .target(name: "Civics", dependencies: ["Kernel"], swiftSettings: house),
    // What can be read from words alone, by the commands and by capabilities: docs/language.md.
    .target(name: "Language", dependencies: ["Kernel", "Civics"], swiftSettings: house),
    .target(name: "Contracts", dependencies: ["Kernel", "Civics"], swiftSettings: house),
    .target(
      name: "Casework", dependencies: ["Kernel", "Civics", "Contracts"], swiftSettings: house),
    .target(name: "Gateways", dependencies: ["Kernel", "Civics"], swiftSettings: house),
    .target(
      name: "KernelTesting",
      dependencies: [
        "Kernel", "SQLiteDriver", "PostgresDriver", hummingbird, httpTypes, nio, logging,
      ],
      swiftSettings: house),
    .target(
      name: "App",
      dependencies: commons + [
        "SQLiteDriver", "PostgresDriver", logging, metrics, lifecycle, compression,
        core, nio,
        nioHTTP, tracing, inMemoryTracing,
      ]
        + capabilities.map { .target(name: $0) },
      swiftSettings: house),
    .executableTarget(
      name: "linli",
      dependencies: [
        "App", "Civics", "Directory", "Identity", "Kernel", "Language", "ServiceRequests",
        "Supervision",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house,
      // Takes the place of the C library's malloc: docs/adr/0018.
      linkerSettings: [.linkedLibrary("jemalloc")]),
    .testTarget(
      name: "KernelTests",
      dependencies: [
        "Kernel", "KernelTesting", "PostgresDriver", "SQLiteDriver", hummingbird, httpTypes, nio,
        logging, metrics, lifecycle, inMemoryTracing, tracing,
      ],
      swiftSettings: house),
    .testTarget(
      name: "DriverTests",
      dependencies: ["Kernel", "KernelTesting", "SQLiteDriver", "PostgresDriver"],
      swiftSettings: house),
    .testTarget(name: "CivicsTests", dependencies: ["Kernel", "Civics"], swiftSettings: house),
    .testTarget(
      name: "LanguageTests", dependencies: ["Kernel", "Civics", "Language", "KernelTesting"],
      swiftSettings: house),
    .testTarget(
      name: "CaseworkTests", dependencies: ["Kernel", "Civics", "Casework", "KernelTesting"],
      swiftSettings: house),
    // Reads the tree and the manifest: which rule is held where stands in CONTRIBUTING.md.
    .testTarget(
      name: "ArchitectureTests",
      dependencies: ["App", "Contracts", "Kernel", "KernelTesting", logging],
      exclude: ["Samples"], swiftSettings: house),
    .testTarget(
      name: "AppTests",
      dependencies: [
        "App", "Kernel", "Civics", "Contracts", "Casework", "Gateways", "Identity", "Directory",
        "Language", "Mandates", "Notifications", "Rights", "ServiceRequests", "Supervision",
        "PostgresDriver",
        "KernelTesting", hummingbird, httpTypes, nio, nioHTTP, compression, logging, metrics,
        lifecycle, inMemoryTracing, tracing,
      ],
      swiftSettings: house),
  ] + capabilities.flatMap(capability),
  swiftLanguageModes: [.v6]
)
