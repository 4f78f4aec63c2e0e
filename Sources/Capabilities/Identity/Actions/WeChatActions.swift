import Civics
import Contracts
import Gateways
import Kernel

/// Signing in from WeChat's mini-program: the shell's code becomes a token, the web-view brings the
/// token, and who is linked is signed in.
///
/// Others sign in by phone in that same web-view first, and are asked whether to link.
struct WeChatActions: Sendable {
  let signIn: SignInActions
  /// Nil where no mini-program is registered; then there is nothing here for anybody.
  let gateway: (any WeChatGateway)?

  var database: Database { signIn.database }
  var isOpen: Bool { gateway != nil }
  private var links: WeChatStore { WeChatStore(keys: signIn.people.keys) }
  private var handovers: HandoverStore { HandoverStore(keys: signIn.people.keys) }

  /// What came of a token.
  enum Arrival: Sendable, Hashable {
    case signedIn(SignInActions.Opened)
    /// Nobody is linked to this openid yet.
    case stranger
    /// Unknown, used or too old.
    case refused
  }

  /// A token for the web-view, good once and for `Handover.tokenSeconds`.
  ///
  /// Not a command: a token that got lost opens nothing after two minutes, and the shell asks anew.
  /// - Throws: `Problem(.notFound)` where there is no mini-program, `Handover.problem` otherwise.
  func handOver(code: String) async throws -> String {
    guard let gateway else { throw Problem(.notFound) }
    let openID: OpenID
    do {
      openID = try await gateway.openID(for: code)
    } catch let fault as GatewayFault {
      let why = Self.word(of: fault)
      try await database.write { tx in
        try SignInActions.noteRefusal("handover_refused", "wechat:code", why, in: tx)
      }
      throw Handover.problem(why)
    }
    let handovers = handovers
    return try await database.write { tx in
      let token = Base64URL.encode(tx.randomBytes(32))
      let end = tx.now.adding(seconds: Handover.tokenSeconds)
      try handovers.begin(token, openID, until: end, in: tx)
      return token
    }
  }

  private static func word(of fault: GatewayFault) -> String {
    switch fault {
    case .unreachable: "unreachable"
    case .outcomeUnknown: "no_answer"
    case .refused(let code): code
    case .notConfigured: "not_configured"
    }
  }

  /// What the token comes to in the browser that shows it.
  ///
  /// `visit`: the browser's own token, whose hash a stranger's hand-over waits under.
  func arrive(
    token: String, visit: String, from origin: SignInActions.Origin
  ) async throws -> Arrival {
    guard isOpen else { throw Problem(.notFound) }
    let (links, handovers, signIn) = (links, handovers, signIn)
    return try await database.write { tx in
      guard let openID = try handovers.openID(of: token, in: tx) else {
        try SignInActions.noteRefusal("handover_refused", "wechat:token", "over", in: tx)
        return .refused
      }
      // Rights must not hang on a phone's app: whoever works here by now signs in as staff do.
      guard let person = try links.person(linkedTo: openID, in: tx),
        try !PersonStore.isStaff(person, in: tx)
      else {
        let end = tx.now.adding(minutes: Handover.visitMinutes)
        try handovers.bind(token, to: visit, until: end, in: tx)
        return .stranger
      }
      try handovers.end(token, in: tx)
      let rules = try LimitStore.rules(at: tx.now, in: tx)
      try SignInActions.noteSignIn(person, by: "wechat", in: tx)
      return .signedIn(
        try signIn.open(for: person, rules.residentSession, strong: false, from: origin, in: tx))
    }
  }

  /// The masked phone of a resident whose browser was handed over, to be asked about linking.
  func question(to viewer: Viewer, visit: String?) async throws -> String? {
    guard isOpen, let person = viewer.person, viewer.post == nil, let visit else { return nil }
    let (now, handovers) = (database.world.now(), handovers)
    return try await database.read { db in
      guard try handovers.openID(broughtBy: visit, at: now, in: db) != nil else { return nil }
      return try PersonStore.cards(of: [person], in: db).first?.maskedPhone
    }
  }

  /// Links the viewer to whom the browser brought.
  ///
  /// - Throws: `Problem(.notFound)` for staff, `Problem(.notNow)` when too much time has passed.
  func link(visit: String?, by viewer: Viewer, key: CommandKey?) async throws {
    let person = try OwnAccount.person(viewer)
    guard isOpen, viewer.post == nil, let visit else { throw Problem(.notFound) }
    let (links, handovers) = (links, handovers)
    _ = try await database.command(key) { tx in
      guard let openID = try handovers.openID(broughtBy: visit, at: tx.now, in: tx) else {
        throw Problem(.notNow)
      }
      guard try !PersonStore.isStaff(person, in: tx) else { throw Problem(.notFound) }
      if let other = try links.person(linkedTo: openID, in: tx), other != person {
        try Self.note("wechat_unlinked", other, by: person, in: tx)
      }
      try links.link(person, to: openID, in: tx)
      try handovers.forget(broughtBy: visit, in: tx)
      try Self.note("wechat_linked", person, by: person, in: tx)
      return true
    }
  }

  /// Forgets whom the browser brought.
  func decline(visit: String?) async throws {
    guard let visit else { return }
    let handovers = handovers
    try await database.write { try handovers.forget(broughtBy: visit, in: $0) }
  }

  /// Ends the viewer's link; sessions that it opened go on until they are ended.
  ///
  /// - Throws: `Problem(.notFound)` without one.
  func unlink(by viewer: Viewer, key: CommandKey?) async throws {
    let person = try OwnAccount.person(viewer)
    guard isOpen else { throw Problem(.notFound) }
    _ = try await database.command(key) { tx in
      guard try WeChatStore.unlink(person, in: tx) else { throw Problem(.notFound) }
      try Self.note("wechat_unlinked", person, by: person, in: tx)
      return true
    }
  }

  private static func note(
    _ deed: String, _ person: Identifier<Person>, by actor: Identifier<Person>,
    in tx: Transaction
  ) throws {
    try tx.audit(
      AuditEntry(
        actor: actor.rawValue, action: "identity." + deed, subject: "person:" + person.rawValue))
  }
}
