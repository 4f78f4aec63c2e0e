import Kernel

/// What a backup is made of, with the hash of every part; written last and sealed.
///
/// The seal is made with a key that is not in the folder, so that nobody who keeps the folder can
/// change what it says.
struct BackupManifest: Codable, Equatable {
  static let fileName = "manifest.json"

  let site: String
  let madeAt: Timestamp
  /// `sqlite` or `postgres`: an archive of one does not fit the other.
  let engine: String
  /// SHA-256 of `database`.
  let database: String
  /// SHA-256 of each file, which is also its name.
  let files: [String]
  /// Id and fingerprint of every key that the data may be sealed with.
  let keys: [String: String]
  private(set) var seal = ""

  /// Sealed with the newest key for tokens.
  init(
    site: String, madeAt: Timestamp, engine: String, database: String, files: [FileStore.Key],
    keys: SecretKeys
  ) throws {
    self.site = site
    self.madeAt = madeAt
    self.engine = engine
    self.database = database
    self.files = files.map(\.rawValue)
    self.keys = Self.fingerprints(keys)
    seal = try code(with: try keys.newest(.token))
  }

  /// Whether every key of the backup is among these.
  func isOpened(by keys: SecretKeys) -> Bool {
    let known = Self.fingerprints(keys)
    return !self.keys.isEmpty && self.keys.allSatisfy { known[$0.key] == $0.value }
  }

  /// Whether it says what it said when it was written.
  func isSound(for keys: SecretKeys) throws -> Bool {
    try keys.all(.token).contains { ConstantTime.equal(try code(with: $0), seal) }
  }

  /// Names and hashes, which give no key away: each is 32 bytes of chance.
  static func fingerprints(_ keys: SecretKeys) -> [String: String] {
    let all = SecretKeys.Purpose.allCases.flatMap { keys.all($0) }
    return Dictionary(
      all.map { ($0.id, Hex.encode(SHA256.hash(Array("\($0.id):".utf8) + $0.bytes))) },
      uniquingKeysWith: { first, _ in first })
  }

  private func code(with key: SecretKeys.Key) throws -> String {
    var plain = self
    plain.seal = ""
    return Hex.encode(HMAC.sha256("backup:" + (try JSONText.encode(plain)), key: key.bytes))
  }
}
