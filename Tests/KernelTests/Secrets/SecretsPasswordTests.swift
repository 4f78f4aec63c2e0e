import Testing

@testable import Kernel

struct SecretsPasswordTests {
  static let quick = PasswordHash.Cost(n: 16, r: 1, p: 1) ?? .standard
  static let salt = [UInt8](repeating: 7, count: 16)

  /// RFC 7914 §12; its fourth case takes a gigabyte.
  @Test(arguments: [
    (
      "", "", UInt64(16), UInt64(1), UInt64(1),
      "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
        + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
    ),
    (
      "password", "NaCl", 1024, 8, 16,
      "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
    ),
    (
      "pleaseletmein", "SodiumChloride", 16384, 8, 1,
      "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
    ),
  ])
  func `scrypt gives the keys of RFC 7914`(
    password: String, salt: String, n: UInt64, r: UInt64, p: UInt64, key: String
  ) throws {
    let cost = try #require(PasswordHash.Cost(n: n, r: r, p: p))
    let made = try PasswordHash.scrypt(
      Array(password.utf8), salt: Array(salt.utf8), cost: cost, length: 64)
    #expect(Hex.encode(made) == key)
  }

  @Test func `a stored password comes back from its text and knows only itself`() throws {
    let made = try PasswordHash.make("春风又绿江南岸", cost: Self.quick, salt: Self.salt)

    let read = try #require(PasswordHash(rawValue: made.rawValue))

    #expect(made.rawValue.hasPrefix("scrypt$16$1$1$BwcHBwcHBwcHBwcHBwcHBw$"))
    #expect(read == made)
    #expect(try read.matches("春风又绿江南岸"))
    #expect(try !read.matches("春风又绿江南"))
    #expect(try !read.matches(""))
  }

  @Test func `the same password with another salt is another hash`() throws {
    let one = try PasswordHash.make("a", cost: Self.quick, salt: Self.salt)
    let two = try PasswordHash.make("a", cost: Self.quick, salt: Self.salt.map { $0 + 1 })
    #expect(one.rawValue != two.rawValue)
  }

  @Test func `other parameters than today's ask for a new hash`() throws {
    let made = try PasswordHash.make("a", cost: Self.quick, salt: Self.salt)
    #expect(!made.needsRehash(for: Self.quick))
    #expect(made.needsRehash(for: .standard))
  }

  @Test(arguments: [
    "", "scrypt", "bcrypt$16$1$1$AAAA$AAAA", "scrypt$15$1$1$BwcHBwcHBwcHBwcHBwcHBw$AA",
    "scrypt$1073741824$8$1$BwcHBwcHBwcHBwcHBwcHBw$BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc",
    "scrypt$16$1$1$AAAA$BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc",
    "scrypt$16$1$1$BwcHBwcHBwcHBwcHBwcHBw$AAAA",
    "scrypt$16$1$1$BwcHBwcHBwcHBwcHBwcHBw$BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc$",
  ])
  func `a stored text that is damaged or ruinously dear is refused`(text: String) {
    #expect(PasswordHash(rawValue: text) == nil)
  }
}
