import Kernel
import Testing

/// P-256 and what Web Push derives from it, with the RFCs' own numbers.
struct SecretsCurveTests {
  private static func bytes(_ text: String) throws -> [UInt8] {
    try #require(Base64URL.decode(text))
  }

  /// RFC 8291 appendix A.
  @Test func `both sides of the RFC's exchange come to its secret`() throws {
    let server = try #require(
      P256Key(secret: try Self.bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")))
    let browser = try #require(
      P256Key(secret: try Self.bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")))

    #expect(
      Base64URL.encode(server.publicKey)
        == "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"
    )
    #expect(
      Base64URL.encode(browser.publicKey)
        == "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    )
    let secret = "kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs"
    #expect(Base64URL.encode(try server.sharedSecret(with: browser.publicKey)) == secret)
    #expect(Base64URL.encode(try browser.sharedSecret(with: server.publicKey)) == secret)
  }

  @Test func `what is no key and no point is refused`() throws {
    #expect(P256Key(secret: [UInt8](repeating: 0, count: 32)) == nil)
    #expect(P256Key(secret: [UInt8](repeating: 255, count: 32)) == nil)
    #expect(P256Key(secret: [1]) == nil)
    let key = try #require(P256Key(secret: [UInt8](repeating: 1, count: 32)))
    for wrong in [[], [UInt8](repeating: 4, count: 65), [4] + [UInt8](repeating: 0, count: 64)] {
      #expect(throws: SecretFault.badParameters) { try key.sharedSecret(with: wrong) }
    }
    #expect(!"\(key)".contains(Base64URL.encode(key.secret)))
  }

  /// RFC 8292 §2.4.
  @Test func `the RFC's own signature is right, and no other`() throws {
    let text =
      "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAi"
      + "OjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0"
    let key = try Self.bytes(
      "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs")
    var signature = try Self.bytes(
      "i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA")
    #expect(P256Key.verifies(signature, of: Array(text.utf8), by: key))
    #expect(!P256Key.verifies(signature, of: Array(text.utf8) + [0], by: key))
    signature[40] ^= 1
    #expect(!P256Key.verifies(signature, of: Array(text.utf8), by: key))
  }

  @Test func `what is signed here verifies here`() throws {
    let key = try #require(P256Key(secret: [UInt8](repeating: 7, count: 32)))
    let other = try #require(P256Key(secret: [UInt8](repeating: 8, count: 32)))
    // Short numbers are padded: many signatures meet some.
    for number in UInt8.min...UInt8.max {
      let signature = key.sign([number])
      #expect(signature.count == 64)
      #expect(P256Key.verifies(signature, of: [number], by: key.publicKey))
      #expect(!P256Key.verifies(signature, of: [number], by: other.publicKey))
    }
  }

  /// RFC 5869 appendix A.1 and A.3.
  @Test func `HKDF gives the published keys`() throws {
    let material = [UInt8](repeating: 0x0b, count: 22)
    let first = HKDF.sha256(
      material, salt: Array(0...12), info: Array(0xf0...0xf9), length: 42)
    #expect(
      Hex.encode(first)
        == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
    let third = HKDF.sha256(material, salt: [], info: [], length: 42)
    #expect(
      Hex.encode(third)
        == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")
  }

  /// Test cases 1 and 2 of the GCM specification.
  @Test func `AES-128-GCM gives the published ciphertexts`() throws {
    let zeros = [UInt8](repeating: 0, count: 16)
    let nonce = [UInt8](repeating: 0, count: 12)
    for (plain, sealed) in [
      ([], "58e2fccefa7e3061367f1d57a4e7455a"),
      (zeros, "0388dace60b6a392f328c2b971b2fe78" + "ab6e47d42cec13bdf53a67b21257bddf"),
    ] {
      let found = try AESGCM.seal(plain, key: zeros, nonce: nonce, length: AESGCM.shortKeyLength)
      #expect(Hex.encode(found) == sealed)
      #expect(
        try AESGCM.open(found, key: zeros, nonce: nonce, length: AESGCM.shortKeyLength) == plain)
    }
    #expect(throws: SecretFault.badParameters) {
      try AESGCM.seal([], key: zeros, nonce: nonce)
    }
  }
}
