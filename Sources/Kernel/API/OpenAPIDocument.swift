/// The description of one site's JSON API (OpenAPI 3.1).
///
/// The kernel's frame and one fragment of each capability, put together once when the site opens.
public struct OpenAPIDocument: Sendable {
  public let root: JSONValue

  /// A fragment that cannot be read, or that claims what another one has.
  public struct Fault: Error, Hashable, CustomStringConvertible {
    public let owner: String
    public let what: String
    public var description: String { "OpenAPI fragment of \(owner): \(what)" }
  }

  /// Throws `Fault`.
  public init(
    of capabilities: [(owner: String, bytes: [UInt8])], site: Site
  ) throws {
    var root = try Self.read("kernel", PackageResources.Kernel_openapi_json)
    root["servers"] = .list([.object(["url": .text(site.link(Routes.apiPrefix))])])
    for (owner, bytes) in capabilities {
      for (part, value) in try Self.read(owner, bytes) {
        switch (part, value) {
        case ("paths", .object(let paths)):
          root[part] = .object(try Self.merged(root[part]?.fields, paths, owner, part))
        case ("components", .object(let kinds)):
          var components = root[part]?.fields ?? [:]
          for (kind, named) in kinds {
            components[kind] = .object(
              try Self.merged(components[kind]?.fields, named.fields, owner, kind))
          }
          root[part] = .object(components)
        case ("tags", .list(let tags)):
          root[part] = .list((root[part]?.items ?? []) + tags)
        default: throw Fault(owner: owner, what: "has no place for “\(part)”")
        }
      }
    }
    self.root = .object(root)
  }

  /// As it is served; the same bytes for the same parts.
  public var text: String {
    get throws { try JSONText.encode(root) }
  }

  /// Every operation with its method in capitals and its path below the server's, sorted.
  public var operations: [(method: String, path: String, operation: JSONValue)] {
    (root["paths"]?.fields ?? [:]).sorted { $0.key < $1.key }.flatMap { path, item in
      item.fields.sorted { $0.key < $1.key }
        .filter { Self.methods.contains($0.key) }
        .map { ($0.key.uppercased(), path, $0.value) }
    }
  }

  private static let methods: Set<String> = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
  ]

  private static func read(_ owner: String, _ bytes: [UInt8]) throws -> [String: JSONValue] {
    do {
      return try JSONText.decode(
        [String: JSONValue].self, from: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw Fault(owner: owner, what: "\(error)")
    }
  }

  private static func merged(
    _ known: [String: JSONValue]?, _ more: [String: JSONValue], _ owner: String, _ part: String
  ) throws -> [String: JSONValue] {
    var all = known ?? [:]
    for (name, value) in more where all.updateValue(value, forKey: name) != nil {
      throw Fault(owner: owner, what: "\(part) “\(name)” is already taken")
    }
    return all
  }
}
