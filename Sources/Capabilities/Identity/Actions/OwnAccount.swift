import Kernel

/// What people do about their own account: sessions, password, second factor.
struct OwnAccount: Sendable {
  let signIn: SignInActions
  /// Whether there is a mini-program to sign in from.
  var hasWeChat = false

  var database: Database { signIn.database }

  /// Everything the page of one's own account shows.
  struct Overview: Sendable {
    let sessions: [Session]
    /// Nil for residents.
    let staff: Staff?
    /// Since when WeChat signs this person in; nil when it does not.
    var linkedAt: Timestamp?
    /// The number that signs a resident in, masked; nil for staff.
    var phone: String?

    struct Staff: Sendable {
      let login: String
      let passwordAt: Timestamp
      /// Nil while there is no second factor.
      let enrolledAt: Timestamp?
      let codesLeft: Int64
      /// Whether a role asks for it.
      let isAsked: Bool
    }
  }

  func overview(of viewer: Viewer) async throws -> Overview {
    let person = try Self.person(viewer)
    let (now, hasWeChat) = (database.world.now(), hasWeChat)
    return try await database.read { db in
      let sessions = try Sessions.all(of: person, at: now, in: db)
      guard viewer.post != nil, let account = try StaffStore.find(person, in: db) else {
        let ways = try WeChatStore.ways(of: person, in: db)
        return Overview(
          sessions: sessions, staff: nil, linkedAt: hasWeChat ? ways.linkedAt : nil,
          phone: viewer.post == nil ? ways.phone : nil)
      }
      let state = try SecondFactorStore.state(of: person, at: now, in: db)
      return Overview(
        sessions: sessions,
        staff: Overview.Staff(
          login: account.login.rawValue, passwordAt: account.passwordAt,
          enrolledAt: state.enrolledAt, codesLeft: state.codesLeft, isAsked: state.isAsked))
    }
  }

  /// Ends one of the viewer's sessions; throws `Problem(.notFound)` for any other.
  func endSession(_ id: String, by viewer: Viewer, key: CommandKey?) async throws {
    let person = try Self.person(viewer)
    _ = try await database.command(key) { tx in
      guard try Sessions.close(id: id, of: person, in: tx) else { throw Problem(.notFound) }
      try SignInActions.note("session_ended", person, String(id.prefix(16)), in: tx)
      return true
    }
  }

  /// Ends all the viewer's sessions but that of `token`; returns how many.
  func endOtherSessions(
    but token: String, by viewer: Viewer, key: CommandKey?
  ) async throws -> Int {
    let person = try Self.person(viewer)
    return try await database.command(key) { tx in
      let count = try Sessions.closeAll(of: person, but: token, in: tx)
      try SignInActions.note("sessions_ended", person, String(count), in: tx)
      return count
    }
  }

  static func person(_ viewer: Viewer) throws -> Identifier<Person> {
    guard let person = viewer.person else { throw Problem(.signInNeeded) }
    return person
  }
}
