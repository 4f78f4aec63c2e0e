import Kernel
import Testing

struct SecretsCipherTests {
  struct Vector: Sendable {
    let key: String
    let nonce: String
    let plain: String
    var associated = ""
    let sealed: String
  }

  static let zeros = String(repeating: "0", count: 64)
  static let key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
  static let plain =
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
  static let cipher =
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
    + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"

  /// Test cases 13 to 16 of the GCM specification that NIST SP 800-38D refers to.
  static let vectors = [
    Vector(
      key: zeros, nonce: "000000000000000000000000", plain: "",
      sealed: "530f8afbc74536b9a963b4f1c4cb738b"),
    Vector(
      key: zeros, nonce: "000000000000000000000000", plain: "00000000000000000000000000000000",
      sealed: "cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919"),
    Vector(
      key: key, nonce: "cafebabefacedbaddecaf888", plain: plain + "1aafd255",
      sealed: cipher + "898015ad" + "b094dac5d93471bdec1a502270e3cc6c"),
    Vector(
      key: key, nonce: "cafebabefacedbaddecaf888", plain: plain,
      associated: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      sealed: cipher + "76fc6ece0f4e1768cddf8853bb2d551b"),
  ]

  @Test(arguments: vectors)
  func `AES-256-GCM gives the published ciphertexts and opens them`(vector: Vector) throws {
    let key = try #require(Hex.decode(vector.key))
    let nonce = try #require(Hex.decode(vector.nonce))
    let plain = try #require(Hex.decode(vector.plain))
    let associated = try #require(Hex.decode(vector.associated))

    let sealed = try AESGCM.seal(plain, key: key, nonce: nonce, associatedData: associated)

    #expect(Hex.encode(sealed) == vector.sealed)
    #expect(
      try AESGCM.open(sealed, key: key, nonce: nonce, associatedData: associated) == plain)
  }

  @Test func `any changed bit, key, nonce or associated data is noticed`() throws {
    let key = [UInt8](repeating: 1, count: 32)
    let nonce = [UInt8](repeating: 2, count: 12)
    let sealed = try AESGCM.seal([1, 2, 3], key: key, nonce: nonce, associatedData: [9])

    for index in sealed.indices {
      var changed = sealed
      changed[index] ^= 1
      #expect(throws: SecretFault.notAuthentic) {
        try AESGCM.open(changed, key: key, nonce: nonce, associatedData: [9])
      }
    }
    #expect(throws: SecretFault.notAuthentic) {
      try AESGCM.open(sealed, key: key, nonce: nonce, associatedData: [])
    }
    #expect(throws: SecretFault.notAuthentic) {
      try AESGCM.open(sealed, key: key.map { $0 + 1 }, nonce: nonce, associatedData: [9])
    }
    #expect(throws: SecretFault.notAuthentic) {
      try AESGCM.open(sealed, key: key, nonce: nonce.map { $0 + 1 }, associatedData: [9])
    }
  }

  @Test func `keys, nonces and texts of a wrong length are refused`() {
    func zeros(_ count: Int) -> [UInt8] { Array(repeating: 0, count: count) }
    #expect(throws: SecretFault.badParameters) {
      try AESGCM.seal([], key: zeros(16), nonce: zeros(12))
    }
    #expect(throws: SecretFault.badParameters) {
      try AESGCM.seal([], key: zeros(32), nonce: zeros(8))
    }
    #expect(throws: SecretFault.badParameters) {
      try AESGCM.open(zeros(15), key: zeros(32), nonce: zeros(12))
    }
  }
}
