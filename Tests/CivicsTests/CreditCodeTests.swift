import Civics
import Testing

struct CreditCodeTests {
  private let symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY"

  @Test func `the standard's example is valid and tells its parts`() throws {
    let code = try CreditCode("91350100M000100Y43")
    #expect(code.region6 == "350100")
    #expect(code.organisationCode == "M000100Y4")
    #expect(code.hasValidOrganisationCode)
  }

  @Test func `changing any one character makes it invalid`() {
    let valid = "91350100M000100Y43"
    for position in valid.indices {
      for other in symbols where other != valid[position] {
        var changed = valid
        changed.replaceSubrange(position...position, with: String(other))
        #expect(CreditCode(rawValue: changed) == nil, "\(changed)")
      }
    }
  }

  @Test(arguments: [
    ("91350100M000100Y4", CreditCode.ParseError.wrongLength),
    ("91350100M000100Y433", .wrongLength), ("91350100I000100Y43", .wrongCharacter),
    ("91350100O000100Y43", .wrongCharacter), ("91350100S000100Y43", .wrongCharacter),
    ("91350100V000100Y43", .wrongCharacter), ("91350100Z000100Y43", .wrongCharacter),
    ("91350100M000100Y44", .wrongCheckCharacter),
  ])
  func `a wrong code says what is wrong`(code: String, error: CreditCode.ParseError) {
    #expect(throws: error) { try CreditCode(code) }
  }

  @Test func `lower case and spaces are read`() throws {
    #expect(try CreditCode(" 91350100m000100y43 ").rawValue == "91350100M000100Y43")
    #expect(CreditCode(rawValue: "91350100m000100y43") == nil)
  }

  @Test func `a wrong inner check is a warning only`() throws {
    let candidates = symbols.map { "91350100M000100Y5\($0)" }
    let code = try #require(candidates.compactMap(CreditCode.init(rawValue:)).first)
    #expect(!code.hasValidOrganisationCode)
  }

  @Test func `the inner check may be X or 0`() throws {
    // 3·9 + 7·3 + 9·4 + 10·1 + 5·2 + 8·9 + 4·8 + 2·0 = 208 = 18·11 + 10, so 1; and so on.
    for (body, check) in [
      ("93412980", "1"), ("00000005", "1"), ("00000000", "0"), ("00000006", "X"),
    ] {
      let candidates = symbols.map { "91350100\(body)\(check)\($0)" }
      let code = try #require(candidates.compactMap(CreditCode.init(rawValue:)).first)
      #expect(code.hasValidOrganisationCode, "\(body)\(check)")
    }
  }

  @Test func `exactly one check character fits any seventeen`() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<200 {
      let body = String((0..<17).compactMap { _ in symbols.randomElement(using: &generator) })
      #expect(symbols.filter { CreditCode(rawValue: body + String($0)) != nil }.count == 1)
    }
  }
}
