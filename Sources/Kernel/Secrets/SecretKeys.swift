/// The keys of one installation, oldest first.
public struct SecretKeys: Sendable {
  public enum Purpose: String, Sendable, Codable, CaseIterable {
    /// Sealing columns.
    case encrypt
    /// Hashes for looking up sealed values by equality.
    case lookup
    /// Signing tokens and form marks.
    case token
  }

  public struct Key: Sendable {
    /// Letters, digits and hyphens; part of what it seals.
    public let id: String
    public let purpose: Purpose
    /// 32 bytes.
    public let bytes: [UInt8]
    public let createdAt: Timestamp

    /// Nil unless there are 32 bytes and the id is fit for the stored forms.
    public init?(id: String, purpose: Purpose, bytes: [UInt8], createdAt: Timestamp) {
      guard bytes.count == AESGCM.keyLength, (1...32).contains(id.utf8.count),
        id.utf8.allSatisfy(Self.isAllowed)
      else { return nil }
      self.id = id
      self.purpose = purpose
      self.bytes = bytes
      self.createdAt = createdAt
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
      switch byte {
      case 45, 48...57, 65...90, 97...122: true
      default: false
      }
    }

    /// A new key with a name like `e5b9c01a2`.
    public static func make(_ purpose: Purpose, world: World) -> Key? {
      Key(
        id: purpose.rawValue.prefix(1) + Hex.encode(world.randomBytes(4)), purpose: purpose,
        bytes: world.randomBytes(AESGCM.keyLength), createdAt: world.now())
    }
  }

  let keys: [Key]

  /// Nil when two keys share an id.
  public init?(_ keys: [Key]) {
    guard Set(keys.map(\.id)).count == keys.count else { return nil }
    // By position among equals: `sort` is not promised to be stable.
    self.keys = keys.enumerated()
      .sorted { ($0.element.createdAt, $0.offset) < ($1.element.createdAt, $1.offset) }
      .map(\.element)
  }

  /// The key that new values are made with.
  ///
  /// - Throws: `SecretFault.noKey`.
  public func newest(_ purpose: Purpose) throws(SecretFault) -> Key {
    guard let key = keys.last(where: { $0.purpose == purpose }) else { throw .noKey(purpose) }
    return key
  }

  /// Every key of a purpose, newest first: old values are still opened and found.
  public func all(_ purpose: Purpose) -> [Key] { keys.reversed().filter { $0.purpose == purpose } }

  /// - Throws: `SecretFault.unknownKey`.
  func key(_ id: some StringProtocol, _ purpose: Purpose) throws(SecretFault) -> Key {
    guard let key = keys.first(where: { $0.purpose == purpose && $0.id == id }) else {
      throw .unknownKey(id: String(id))
    }
    return key
  }

  /// The same keys and a new one, which is the newest from now on.
  public func adding(_ key: Key) -> SecretKeys? { SecretKeys(keys + [key]) }

  /// One fresh key of each purpose.
  public static func fresh(world: World) -> SecretKeys? {
    SecretKeys(Purpose.allCases.compactMap { Key.make($0, world: world) })
  }
}

extension SecretKeys: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Names only, whatever prints it: keys must not reach a log.
  public var description: String { "SecretKeys(\(keys.map(\.id).joined(separator: ", ")))" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension SecretKeys.Key: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "Key(\(id), \(purpose.rawValue))" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
