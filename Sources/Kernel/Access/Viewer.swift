/// A natural person, known to the kernel by identity only.
public enum Person {}

/// Who is looking: the person, if signed in, and what was granted to them.
///
/// Code asks for permissions and scopes, never for the name of a role.
public struct Viewer: Sendable, Hashable {
  /// Nil for a visitor who has not signed in.
  public let person: Identifier<Person>?
  public let grants: [Grant]
  /// An API client acting for itself rather than for a person: its stable id.
  public let client: String?
  /// For the head of the viewer's own pages only.
  public let name: String?
  /// What staff are called at work.
  public let post: String?
  /// The same in English, where it was said.
  public let postEnglish: String?
  /// How the person reads, as kept with the account; nil where that was never chosen.
  public let reads: Preferences?

  public init(
    person: Identifier<Person>?, grants: [Grant] = [], client: String? = nil, name: String? = nil,
    post: String? = nil, postEnglish: String? = nil, reads: Preferences? = nil
  ) {
    self.person = person
    self.grants = grants
    self.client = client
    self.name = name
    self.post = post
    self.postEnglish = postEnglish
    self.reads = reads
  }

  public static let visitor = Viewer(person: nil)

  /// What staff are called at work, as the reader has it.
  public func post(in language: Language) -> String? {
    language == .english ? postEnglish ?? post : post
  }

  public var isSignedIn: Bool { person != nil }

  /// Whether we know who it is: a person or an API client.
  public var isKnown: Bool { isSignedIn || client != nil }

  public func can(_ permission: Permission) -> Bool {
    grants.contains { $0.permissions.contains(permission) }
  }

  /// Everywhere the permission holds; empty when it does not.
  public func scopes(for permission: Permission) -> [Scope] {
    grants.filter { $0.permissions.contains(permission) }.map(\.scope)
  }

  /// Who is written into histories and audits: person, client or `visitor`.
  public var actor: String { person?.rawValue ?? client ?? "visitor" }
}

/// A named ability, declared by the capability that checks it: `service_requests.dispatch`.
public struct Permission: RawRepresentable, Hashable, Sendable, Codable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
}

/// Some abilities within one scope: what a role gives a person in one place.
public struct Grant: Hashable, Sendable {
  public let permissions: Set<Permission>
  public let scope: Scope

  public init(_ permissions: Set<Permission>, in scope: Scope) {
    self.permissions = permissions
    self.scope = scope
  }
}

/// How far a grant reaches.
public enum Scope: Hashable, Sendable {
  /// What the person brought in or is named in.
  case own
  /// Everything whose area code starts with these digits: district 6, street 9, community 12,
  /// grid 12 and more.
  case area(String)
  /// Everything the unit leads, helps with or led before it was passed on.
  case unit(String)
  /// One thing alone, by its id.
  case one(String)
  /// The whole site.
  case everything
}

/// Who may knock at a route; what they may see there is the store's matter.
public enum Access: Sendable, Hashable {
  case everyone
  /// A person, or an API client acting for itself.
  case known
  case signedIn
  case can(Permission)
  /// Any one of several permissions opens the door.
  case canAny([Permission])

  public func admits(_ viewer: Viewer) -> Bool {
    switch self {
    case .everyone: true
    case .known: viewer.isKnown
    case .signedIn: viewer.isSignedIn
    case .can(let permission): viewer.can(permission)
    case .canAny(let permissions): permissions.contains { viewer.can($0) }
    }
  }
}

extension Access: CustomStringConvertible {
  public var description: String {
    switch self {
    case .everyone: "everyone"
    case .known: "known"
    case .signedIn: "signed in"
    case .can(let permission): permission.rawValue
    case .canAny(let permissions): permissions.map(\.rawValue).joined(separator: " | ")
    }
  }
}
