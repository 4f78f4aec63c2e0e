/// Which methods a path has, for requests that no route took.
struct KnownPaths: Sendable {
  struct Known: Sendable {
    /// As it was registered, named parts in braces.
    let pattern: String
    let methods: Set<String>
    let isAPI: Bool

    /// For the `Allow` header.
    var allow: String {
      let all = methods.contains("GET") ? methods.union(["HEAD"]) : methods
      return all.union(["OPTIONS"]).sorted().joined(separator: ", ")
    }
  }

  private let known: [(parts: [Substring], known: Known)]

  init(_ entries: [Routes.Entry]) {
    known = Dictionary(grouping: entries, by: \.path).map { path, entries in
      let methods = Set(entries.map(\.method))
      return (
        path.split(separator: "/"),
        Known(pattern: path, methods: methods, isAPI: entries[0].isAPI)
      )
    }
  }

  /// The path's own pattern; a named part gives way to a word, as in the router.
  func find(_ path: String) -> Known? {
    let parts = path.split(separator: "/")
    return known.filter { Self.fits(parts, $0.parts) }
      .max { Self.words($0.parts) < Self.words($1.parts) }?.known
  }

  private static func fits(_ parts: [Substring], _ pattern: [Substring]) -> Bool {
    parts.count == pattern.count
      && zip(parts, pattern).allSatisfy { $0 == $1 || $1.hasPrefix("{") }
  }

  private static func words(_ pattern: [Substring]) -> Int {
    pattern.count { !$0.hasPrefix("{") }
  }
}
