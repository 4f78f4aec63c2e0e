/// What a capability adds to the city.
public protocol Capability: Sendable {
  /// URL segment, log label, metric prefix and migration namespace.
  static var name: String { get }
  var migrations: [Migration] { get }
  var permissions: [Permission] { get }
  /// Entries for the rail of those who may open them.
  var tabs: [(tab: Tab, access: Access)] { get }
  var words: [WordFile] { get }
  var templates: [TemplateSource] { get }
  /// The OpenAPI 3.1 fragment of its JSON routes; nil when it has none.
  var openAPI: [UInt8]? { get }
  func routes(_ routes: Routes)
  func subscriptions(_ events: Subscriptions)
  func jobs(_ jobs: Jobs)
  /// Those of these files that its rows name; all others are swept two days after they were sent.
  func named(_ files: [String], in db: any Reading) throws -> Set<String>
  /// A few of its values that begin with the id of the key that made them, found by an index.
  ///
  /// By them a site that is opened knows whether the key file is its own.
  func keyed(in db: any Reading) throws -> [String]
  /// What its pages may listen to.
  func live(_ feeds: LiveFeeds)
}

extension Capability {
  public var migrations: [Migration] { [] }
  public var permissions: [Permission] { [] }
  public var tabs: [(tab: Tab, access: Access)] { [] }
  public var words: [WordFile] { [] }
  public var templates: [TemplateSource] { [] }
  public var openAPI: [UInt8]? { nil }
  public func routes(_ routes: Routes) {}
  public func subscriptions(_ events: Subscriptions) {}
  public func jobs(_ jobs: Jobs) {}
  public func named(_ files: [String], in db: any Reading) throws -> Set<String> { [] }
  public func keyed(in db: any Reading) throws -> [String] { [] }
  public func live(_ feeds: LiveFeeds) {}

  public var migrationSet: MigrationSet { MigrationSet(owner: Self.name, migrations) }
}

/// What a capability is given of the site it serves.
public struct Platform: Sendable {
  public let database: Database
  public let keys: SecretKeys
  public let files: FileStore
  public let site: Site
  public let settings: WebSettings

  public init(
    database: Database, keys: SecretKeys, files: FileStore, site: Site, settings: WebSettings
  ) {
    self.database = database
    self.keys = keys
    self.files = files
    self.site = site
    self.settings = settings
  }
}
