import Kernel

/// One connection as a body sees it; used by its own thread only.
///
/// BEGIN travels with the first statements and queued changes with whatever comes next, so that
/// a transaction of queued changes alone is one round trip.
final class PostgresConnection: Connection {
  /// libpq writes while the server writes back; beyond this both could wait for each other.
  private static let batchStatements = 60
  private static let batchBytes = 48 << 10
  /// Texts remembered; lists of changing length make many.
  private static let followedLimit = 1000

  let dialect = Dialect.postgres
  let lane: Int
  var chainHead: ChainHead? {
    didSet { if oldValue == nil { learntHead = chainHead } }
  }
  /// What the chain's head was found to be when it was not known; true whatever is rolled back.
  private(set) var learntHead: ChainHead?

  /// The first failure of this transaction; after it all work is refused.
  private(set) var failure: (any Error)?
  /// The same as the server told it, when it was the server.
  var engineFailure: PostgresFailure? { failureCause }

  private let settings: ConnectionSettings
  private var session: Session?
  private var failureCause: PostgresFailure?
  private var isReading = false
  private var isBegun = false
  private var queue: [Session.Command] = []
  private var queuedBytes = 0
  /// What this look has sent without BEGIN, which halves the work of looks with one round trip.
  private var lone: (commands: [Session.Command], rows: [[Row]])?
  /// Queries that were not the last of their look: those begin a transaction the next time.
  private var followed: Set<String> = []

  init(lane: Int, settings: ConnectionSettings) {
    self.lane = lane
    self.settings = settings
  }

  func rows(_ sql: SQL) throws -> [Row] {
    try guarded { try send([Session.Command(sql)]).last?.rows ?? [] }
  }

  func rows(all list: [SQL]) throws -> [[Row]] {
    try guarded { try send(list.map { try Session.Command($0) }).map(\.rows) }
  }

  @discardableResult
  func run(_ sql: SQL) throws -> Int {
    try guarded { try send([Session.Command(sql)]).last?.count ?? 0 }
  }

  func later(_ sql: SQL) throws {
    if let failure { throw failure }
    // A look has no commit that would send it.
    if isReading { return _ = try? run(sql) }
    // Told at the next statement or the commit, like the failures the server finds.
    try? guarded {
      let command = try Session.Command(sql)
      if queue.count >= Self.batchStatements
        || queuedBytes + command.parameters.size > Self.batchBytes
      {
        _ = try send([])
      }
      queue.append(command)
      queuedBytes += command.parameters.size
    }
  }

  func script(_ text: String) throws {
    try guarded {
      _ = try send([.noTimeout])
      // The statements that follow belong to the same migration.
      session?.patience = nil
      try usableSession().script(text)
    }
  }

  // MARK: For the driver

  var cancel: CancelHandle? { session?.cancel }

  /// A connection that works, a new one if need be.
  func open() throws {
    if let session, session.isUsable() { return }
    session = nil
    forgetChain()
    session = try Session(settings)
  }

  func disconnect() {
    session = nil
    forgetChain()
  }

  func forgetChain() {
    chainHead = nil
    learntHead = nil
  }

  func start(reading: Bool) {
    isReading = reading
    session?.patience = settings.silenceSeconds
    lone = nil
    failure = nil
    failureCause = nil
    isBegun = false
    queue = []
    queuedBytes = 0
  }

  func commit() throws {
    guard isBegun || !queue.isEmpty else { return }
    try guarded { _ = try send([.commit]) }
  }

  /// Ends a look; nobody waits for the answer.
  func leave() {
    if isBegun { session?.end(with: .commit) }
  }

  func rollBack() {
    if isBegun { session?.end(with: .rollback) }
  }

  private func send(_ asked: [Session.Command]) throws -> [Session.Reply] {
    if isReading, !isBegun {
      if let lone {
        try begin(from: lone.commands, lone.rows)
      } else if let last = asked.last, !followed.contains(last.text) {
        let answers = try usableSession().exchange(asked, wanted: asked.count)
        lone = (asked, answers.map(\.rows))
        return answers
      }
    }
    var commands: [Session.Command] = []
    commands.reserveCapacity(queue.count + asked.count + 1)
    if !isBegun { commands.append(isReading ? .beginReading : .beginWriting) }
    commands += queue + asked
    isBegun = true
    queue.removeAll(keepingCapacity: true)
    queuedBytes = 0
    return try usableSession().exchange(commands, wanted: asked.count)
  }

  /// Takes up a look whose first round trip was not its last: from here on it needs one snapshot.
  ///
  /// - Throws: when that snapshot answers it differently; the body then runs again.
  private func begin(from first: [Session.Command], _ rows: [[Row]]) throws {
    if followed.count >= Self.followedLimit { followed = [] }
    if let last = first.last { followed.insert(last.text) }
    lone = nil
    isBegun = true
    let again = try usableSession().exchange([.beginReading] + first, wanted: first.count)
    let same = zip(again, rows).allSatisfy { $0.rows.map(\.values) == $1.map(\.values) }
    guard again.count == rows.count, same else { throw PostgresFailure.outdated }
  }

  private func usableSession() throws -> Session {
    guard let session else { throw PostgresFailure.lost }
    return session
  }

  private func guarded<T>(_ work: () throws -> T) throws -> T {
    if let failure { throw failure }
    do {
      return try work()
    } catch {
      failureCause = error as? PostgresFailure
      let told = failureCause?.storeError ?? error
      failure = told
      throw told
    }
  }
}
