public import Logging

/// What every route of one site shares.
public struct WebPlatform: Sendable {
  public let site: Site
  public let database: Database
  public let settings: WebSettings
  public let logger: Logger
  public let renderer: PageRenderer
  /// Entries of the rail, each for those it admits.
  let tabs: [(tab: Tab, access: Access)]
  let viewers: any ViewerSource
  let keeper: (any PreferenceKeeper)?
  let known = ViewerCache()
  let seen: SeenSessions
  let limiter: RateLimiter
  let formMark: FormMark
  let keys: SecretKeys
  let hostile = HostileTries()

  /// Throws `SecretFault.noKey` when the key file holds no token key.
  public init(
    site: Site, database: Database, settings: WebSettings, keys: SecretKeys,
    viewers: any ViewerSource, renderer: PageRenderer,
    tabs: [(tab: Tab, access: Access)], limiter: RateLimiter, logger: Logger,
    seen: SeenSessions = SeenSessions(), keeper: (any PreferenceKeeper)? = nil
  ) throws {
    self.site = site
    self.database = database
    self.settings = settings
    self.viewers = viewers
    self.keeper = keeper
    self.renderer = renderer
    self.tabs = tabs
    self.limiter = limiter
    self.logger = logger
    self.seen = seen
    self.keys = keys
    formMark = FormMark(key: try keys.newest(.token).bytes)
  }
}
