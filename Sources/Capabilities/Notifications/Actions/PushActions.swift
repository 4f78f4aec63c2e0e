import Civics
import Gateways
import Kernel
import Synchronization

/// A person's browsers that show notices: asked for by the person, given up by either side.
struct PushActions: Sendable {
  let database: Database
  let keys: SecretKeys?
  let gateway: (any PushGateway)?
  /// The site's own key, once it was read: it never changes.
  private let known = KnownKey()

  init(database: Database, keys: SecretKeys?, gateway: (any PushGateway)?) {
    self.database = database
    self.keys = keys
    self.gateway = gateway
  }

  private final class KnownKey: Sendable {
    private let kept = Mutex<P256Key?>(nil)

    var value: P256Key? {
      get { kept.withLock { $0 } }
      set { kept.withLock { $0 = newValue } }
    }
  }

  /// Browsers a person; beyond that the oldest goes.
  static let most = 10

  /// Whether there is a push service at all.
  var isOffered: Bool { gateway != nil && keys != nil }

  struct Stand: Sendable, Hashable {
    /// To which the browser binds its subscription: 65 bytes in base64url.
    let key: String
    /// The newest first.
    let devices: [PushDevice]
  }

  /// Nil where nothing is offered.
  func stand(of person: Identifier<Person>) async throws -> Stand? {
    guard isOffered, let keys else { return nil }
    let server = try await serverKey()
    let lines = try await database.read { try PushStore.all(of: person, keys: keys, in: $0) }
    return Stand(
      key: Base64URL.encode(server.publicKey),
      devices: lines.map {
        PushDevice(
          id: $0.id, addedAt: $0.addedAt, mark: PushDevice.mark(of: $0.subscription.endpoint))
      })
  }

  /// The site's own key, made when it is asked for first.
  func serverKey() async throws -> P256Key {
    guard let keys else { throw Problem(.notFound) }
    if let key = known.value { return key }
    if let key = try await database.read({ try PushKeyStore.find(keys: keys, in: $0) }) {
      known.value = key
      return key
    }
    let made = try await database.write { tx in
      guard let key = P256Key(secret: tx.randomBytes(P256Key.secretLength)) else {
        return P256Key?.none
      }
      try PushKeyStore.putFirst(key, keys: keys, in: tx)
      return try PushKeyStore.find(keys: keys, in: tx)
    }
    guard let made else { throw Problem(.unavailable, "push.failed") }
    known.value = made
    return made
  }

  /// Has the key at hand before the first page asks for it.
  func warm() async throws {
    if isOffered { _ = try await serverKey() }
  }

  /// Adds a browser; one that is known already is the same one, whoever it belonged to.
  ///
  /// Throws `Problem(.invalid)` for what no browser and no known push service has made.
  func add(
    _ subscription: PushSubscription?, _ language: Language, of person: Identifier<Person>
  ) async throws {
    guard let gateway, let keys else { throw Problem(.notFound) }
    guard let subscription, gateway.takes(subscription.endpoint) else {
      throw Problem(field: "push", "push.wrong")
    }
    try await database.write { tx in
      guard let id = try PushStore.put(subscription, language, of: person, keys: keys, in: tx)
      else { return }
      for line in try PushStore.all(of: person, keys: keys, in: tx).dropFirst(Self.most) {
        _ = try PushStore.remove(line.id, of: person, in: tx)
      }
      try Self.audit("added", id, of: person, in: tx)
    }
  }

  /// Throws `Problem(.notFound)` for another's.
  func remove(_ id: Identifier<PushDevice>, of person: Identifier<Person>) async throws {
    try await database.write { tx in
      guard try PushStore.remove(id, of: person, in: tx) else { throw Problem(.notFound) }
      try Self.audit("removed", id, of: person, in: tx)
    }
  }

  /// The push service knows it no more.
  func forget(_ id: Identifier<PushDevice>, of person: Identifier<Person>) async throws {
    try await database.write { tx in
      guard try PushStore.remove(id, of: person, in: tx) else { return }
      try Self.audit("gone", id, of: person, in: tx)
    }
  }

  private static func audit(
    _ what: String, _ id: Identifier<PushDevice>, of person: Identifier<Person>,
    in tx: Transaction
  ) throws {
    try tx.audit(
      AuditEntry(
        actor: person.rawValue, action: "notifications.push", subject: "person:\(person)",
        detail: "\(what) \(id)"))
  }
}
