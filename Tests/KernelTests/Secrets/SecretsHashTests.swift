import Kernel
import Testing

struct SecretsHashTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func `SHA-256 gives the digests of FIPS 180-4`(text: String, digest: String) {
    #expect(Hex.encode(SHA256.hash(text)) == digest)
    #expect(Hex.encode(SHA256.hash(Array(text.utf8))) == digest)
  }

  @Test func `a digest does not depend on how the bytes were cut`() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    var hash = SHA256()
    for start in stride(from: 0, to: bytes.count, by: 7) {
      hash.update(Array(bytes[start..<min(start + 7, bytes.count)]))
    }
    #expect(hash.finish() == SHA256.hash(bytes))
  }

  struct Vector: Sendable {
    let key: [UInt8]
    let data: [UInt8]
    let code: String
  }

  /// RFC 4231 §4; its case 5 is about cutting codes short, which we do not do.
  @Test(arguments: [
    Vector(
      key: Array(repeating: 0x0b, count: 20), data: Array("Hi There".utf8),
      code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    Vector(
      key: Array("Jefe".utf8), data: Array("what do ya want for nothing?".utf8),
      code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    Vector(
      key: Array(repeating: 0xaa, count: 20), data: Array(repeating: 0xdd, count: 50),
      code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    Vector(
      key: Array(1...25), data: Array(repeating: 0xcd, count: 50),
      code: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
    Vector(
      key: Array(repeating: 0xaa, count: 131),
      data: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    Vector(
      key: Array(repeating: 0xaa, count: 131),
      data: Array(
        """
        This is a test using a larger than block-size key and a larger than block-size data. \
        The key needs to be hashed before being used by the HMAC algorithm.
        """.utf8),
      code: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
  ])
  func `HMAC-SHA-256 gives the codes of RFC 4231`(vector: Vector) {
    #expect(Hex.encode(HMAC.sha256(vector.data, key: vector.key)) == vector.code)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
    ("foobar", "Zm9vYmFy"), ("\u{3e8}?>", "z6g_Pg"),
  ])
  func `base64url follows RFC 4648 and comes back`(plain: String, text: String) {
    #expect(Base64URL.encode(Array(plain.utf8)) == text)
    #expect(Base64URL.decode(text) == Array(plain.utf8))
  }

  @Test(arguments: ["Zg==", "Zh", "Z", "Zm9v\n", "Zm+v", "Zm/v", "中"])
  func `base64url refuses padding, strays and second spellings`(text: String) {
    #expect(Base64URL.decode(text) == nil)
  }

  @Test func `hexadecimal comes back, and refuses what it is not`() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(Hex.decode(Hex.encode(bytes)) == bytes)
    #expect(Hex.encode([0x0f, 0xa0]) == "0fa0")
    #expect(Hex.decode("0FA0") == [0x0f, 0xa0])
    #expect(Hex.decode("0fa") == nil)
    #expect(Hex.decode("0g") == nil)
  }

  @Test func `comparing looks at every byte`() {
    #expect(ConstantTime.equal("abc", "abc"))
    #expect(!ConstantTime.equal("abc", "abd"))
    #expect(!ConstantTime.equal("abc", "ab"))
    #expect(ConstantTime.equal([] as [UInt8], []))
  }

  @Test func `random bytes have the length asked for and do not repeat`() {
    #expect(SecureRandom.bytes(0).isEmpty)
    #expect(SecureRandom.bytes(32).count == 32)
    #expect(SecureRandom.bytes(32) != SecureRandom.bytes(32))
  }

  /// RFC 2202 §3, cases 1, 2, 3 and 6.
  @Test(arguments: [
    Vector(
      key: Array(repeating: 0x0b, count: 20), data: Array("Hi There".utf8),
      code: "b617318655057264e28bc0b6fb378c8ef146be00"),
    Vector(
      key: Array("Jefe".utf8), data: Array("what do ya want for nothing?".utf8),
      code: "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
    Vector(
      key: Array(repeating: 0xaa, count: 20), data: Array(repeating: 0xdd, count: 50),
      code: "125d7342b9ac11cd91a39af48aa17b4f63f175d3"),
    Vector(
      key: Array(repeating: 0xaa, count: 80),
      data: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      code: "aa4ae5e15272d00e95705637ce8a3b55ed402112"),
  ])
  func `HMAC-SHA-1 gives the codes of RFC 2202`(vector: Vector) {
    #expect(Hex.encode(HMAC.sha1(vector.data, key: vector.key)) == vector.code)
  }
}
