import Foundation

extension PostgresDriver {
  /// One site: a schema in a database, and how many connections it may hold.
  public struct Options: Sendable {
    /// `postgres://user@host:port/database`, or any other form libpq reads.
    public var url: String
    /// The site's schema, and all of the search path: other sites cannot be named by accident.
    public var schema: String
    /// Connections, each on a thread of its own; opened when first needed.
    public var connections: Int
    /// Transactions that change at once, of those connections.
    ///
    /// Half the cores, two at least: what comes meanwhile shares the next commit, which saves more
    /// than another writer brings. On two cores 64 callers file 4,400 a second through 2 writers,
    /// 3,700 through 4 and 2,300 through 16 that share nothing.
    public var writers: Int
    /// Looks at once while none waits longer than some milliseconds; then as many as connections.
    ///
    /// Half as many again as there are cores: docs/adr/0020.
    public var readers: Int
    /// Lane of the first connection's audit chain; a second process on the same site takes others.
    public var firstLane: Int
    /// Seconds a caller waits for a connection, and then for a lock, before it is told `.unavailable`.
    public var waitSeconds: Double
    /// Seconds one statement may take; migrations are exempt.
    public var statementSeconds: Double
    /// What the server's list of connections shows.
    public var applicationName: String
    /// Where the jitter of the waits between retries comes from.
    ///
    /// Not `World`: it decides when a body runs again, never what it does.
    public var jitter: @Sendable () -> UInt64

    public init(
      url: String, schema: String = "site_default", connections: Int = 16,
      writers: Int? = nil, readers: Int? = nil, firstLane: Int = 0,
      waitSeconds: Double = 10, statementSeconds: Double = 30, applicationName: String = "linli",
      jitter: @escaping @Sendable () -> UInt64 = {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
      }
    ) {
      self.url = url
      self.schema = schema
      self.connections = max(1, connections)
      let cores = ProcessInfo.processInfo.activeProcessorCount
      self.writers = max(1, min(writers ?? max(2, cores / 2), self.connections))
      self.readers = max(1, min(readers ?? max(2, cores + cores / 2), self.connections))
      self.firstLane = firstLane
      self.waitSeconds = waitSeconds
      self.statementSeconds = statementSeconds
      self.applicationName = applicationName
      self.jitter = jitter
    }
  }
}
