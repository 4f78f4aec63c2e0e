import Kernel
import Testing

@testable import Identity

struct OneTimeCodeTests {
  private static let secret = Array("12345678901234567890".utf8)

  /// RFC 6238 appendix B, SHA-1, the last six of its eight digits.
  @Test(arguments: [
    (Int64(59), "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"),
    (1_234_567_890, "005924"), (2_000_000_000, "279037"), (20_000_000_000, "353130"),
  ])
  func `codes are those of RFC 6238`(seconds: Int64, code: String) {
    let step = OneTimeCode.step(at: Timestamp(milliseconds: seconds * 1000))
    #expect(OneTimeCode.code(Self.secret, step: step) == code)
  }

  @Test func `a clock may be off by one step to either side, and no more`() {
    let now = Timestamp(milliseconds: 1_234_567_890_000)
    let current = OneTimeCode.step(at: now)
    func taken(_ away: Int64) -> Int64? {
      OneTimeCode.step(
        of: OneTimeCode.code(Self.secret, step: current + away), secret: Self.secret, at: now,
        after: -1)
    }
    #expect((-1...1).map { taken($0) } == (-1...1).map { current + $0 })
    #expect([-3, -2, 2, 3].allSatisfy { taken($0) == nil })
  }

  @Test func `a code works once, and none before it works afterwards`() {
    let now = Timestamp(milliseconds: 1_234_567_890_000)
    let current = OneTimeCode.step(at: now)
    let code = OneTimeCode.code(Self.secret, step: current)
    let earlier = OneTimeCode.code(Self.secret, step: current - 1)
    #expect(
      OneTimeCode.step(of: code, secret: Self.secret, at: now, after: current - 1) == current)
    for typed in [code, earlier] {
      #expect(OneTimeCode.step(of: typed, secret: Self.secret, at: now, after: current) == nil)
      #expect(OneTimeCode.isReplay(of: typed, secret: Self.secret, at: now, after: current))
    }
    #expect(!OneTimeCode.isReplay(of: "000000", secret: Self.secret, at: now, after: current))
  }

  /// RFC 4648 §10, without padding.
  @Test(arguments: [
    ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
    ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
  ])
  func `Base32 is that of RFC 4648`(text: String, coded: String) {
    #expect(Base32.encode(Array(text.utf8)) == coded)
    #expect(Base32.decode(coded) == Array(text.utf8))
  }

  @Test func `what is no Base32 is not read`() {
    #expect(Base32.decode("MZXW6!") == nil && Base32.decode("mzxw6") == nil)
    #expect(Base32.grouped("ABCDEFGHIJ") == "ABCD EFGH IJ")
  }

  @Test func `the address names issuer and account as authenticators read them`() {
    let address = OneTimeCode.address(Self.secret, login: "lin.jing", issuer: "Linli Qinghe")
    #expect(
      address == "otpauth://totp/Linli%20Qinghe:lin.jing?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        + "&issuer=Linli%20Qinghe&algorithm=SHA1&digits=6&period=30")
  }

  @Test func `codes on paper look like none of six digits`() {
    let code = RecoveryCode.text(from: (0..<10).map { UInt8($0 * 25) })
    #expect(code.count == 11 && RecoveryCode.looksLike(code))
    #expect(RecoveryCode.looksLike(code.lowercased().replacing("-", with: " ")))
    #expect(!RecoveryCode.looksLike("123456"))
    #expect(TemporaryPassword.text(from: (0..<16).map { UInt8($0 * 16) }).count == 19)
  }
}
