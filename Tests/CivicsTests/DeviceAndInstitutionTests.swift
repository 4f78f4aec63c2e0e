import Civics
import Testing

struct DeviceAndInstitutionTests {
  @Test func `a handset number needs its check digit`() throws {
    #expect(try IMEI("49-015420-323751-8").rawValue == "490154203237518")
    for digit in 0...9 where digit != 8 {
      #expect(throws: DeviceNumberError.wrongCheckDigit) { try IMEI("49015420323751\(digit)") }
    }
    #expect(throws: DeviceNumberError.wrongLength) { try IMEI("49015420323751") }
    #expect(throws: DeviceNumberError.notDigits) { try IMEI("49015420323751A") }
  }

  @Test func `changing any digit of a handset number makes it invalid`() {
    let valid = Array("490154203237518")
    for position in valid.indices {
      for other in "0123456789" where other != valid[position] {
        var changed = valid
        changed[position] = other
        #expect(IMEI(rawValue: String(changed)) == nil)
      }
    }
  }

  @Test func `a card number has 19 or 20 digits`() throws {
    let nineteen = try fitting("898600220909011148")
    let twenty = try fitting("8986002209090111486")
    #expect(try ICCID(nineteen).rawValue.count == 19)
    #expect(try ICCID(twenty).rawValue.count == 20)
    #expect(throws: DeviceNumberError.wrongLength) { try ICCID(String(nineteen.dropLast())) }
    #expect(throws: DeviceNumberError.wrongLength) { try ICCID(twenty + "0") }
  }

  @Test func `a card without a check digit is accepted only where that is said`() throws {
    let valid = try fitting("8986002209090111486")
    let last = try #require(valid.last?.wholeNumberValue)
    let wrong = String(valid.dropLast()) + String((last + 1) % 10)
    #expect(throws: DeviceNumberError.wrongCheckDigit) { try ICCID(wrong) }
    #expect(try ICCID(wrong, luhn: false).rawValue == wrong)
    #expect(ICCID(rawValue: wrong) != nil)
  }

  @Test func `a subscription number has 15 digits and no check digit`() throws {
    for last in 0...9 { #expect(try IMSI("46000123456789\(last)").rawValue.count == 15) }
    #expect(throws: DeviceNumberError.wrongLength) { try IMSI("4600012345678901") }
  }

  @Test func `an insurance institution is a letter and eleven digits`() throws {
    let code = try InsuranceInstitutionCode("h15070300001")
    #expect(code.rawValue == "H15070300001")
    #expect(code.region6 == "150703")
    #expect(throws: InsuranceInstitutionCode.ParseError.wrongLength) {
      try InsuranceInstitutionCode("H1507030000")
    }
    #expect(throws: InsuranceInstitutionCode.ParseError.wrongLetter) {
      try InsuranceInstitutionCode("P15070300001")
    }
    #expect(throws: InsuranceInstitutionCode.ParseError.notDigits) {
      try InsuranceInstitutionCode("H1507030000A")
    }
    let pharmacies = InsuranceInstitutionCode.Rules(letters: ["H", "P"], digits: 11)
    #expect(try InsuranceInstitutionCode("P15070300001", rules: pharmacies).region6 == "150703")
  }

  /// `body` and the one check digit that fits.
  private func fitting(_ body: String) throws -> String {
    let fits = (0...9).map { "\(body)\($0)" }.filter { (try? ICCID($0)) != nil }
    #expect(fits.count == 1)
    return try #require(fits.first)
  }
}
