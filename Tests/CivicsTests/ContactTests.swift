import Civics
import Foundation
import Kernel
import Testing

struct ContactTests {
  @Test(arguments: [
    "13812342076", "138 1234 2076", "138-1234-2076", "+86 13812342076", "008613812342076",
    "13812342076",
  ])
  func `a mobile is read however it is written`(typed: String) throws {
    let phone = try PhoneNumber(typed)
    #expect(phone.rawValue == "13812342076")
    #expect(phone.kind == .mobile)
  }

  @Test(arguments: [
    ("0470-8221234", "04708221234"), ("(010) 87654321", "01087654321"),
    ("+86 10 8765 4321", "01087654321"), ("0755 12345678", "075512345678"),
    ("021-87654321", "02187654321"), ("+86 0470 8221234", "04708221234"),
  ])
  func `a landline keeps its area code`(typed: String, stored: String) throws {
    let phone = try PhoneNumber(typed)
    #expect(phone.rawValue == stored)
    #expect(phone.kind == .landline)
  }

  @Test(arguments: ["110", "119", "120", "122", "12345", "96110", "12381", "400-123-4567"])
  func `a service number is never a person's`(typed: String) {
    #expect(throws: PhoneNumber.ParseError.serviceNumber) { try PhoneNumber(typed) }
    #expect(PhoneNumber(rawValue: typed) == nil)
  }

  @Test(arguments: [
    ("", PhoneNumber.ParseError.notDigits), ("1381234207a", .notDigits),
    ("12812342076", .wrongForm), ("10812342076", .wrongForm), ("1381234207", .wrongForm),
    ("138123420760", .wrongForm), ("8221234", .areaCodeMissing), ("87654321", .areaCodeMissing),
    ("0470822123", .wrongForm), ("0470822123456", .wrongForm), ("010123456", .wrongForm),
    ("010123456789", .wrongForm), ("0", .wrongForm),
  ])
  func `a wrong number says what is wrong`(typed: String, error: PhoneNumber.ParseError) {
    #expect(throws: error) { try PhoneNumber(typed) }
  }

  @Test(arguments: [
    ("", "phone.mistake.empty"), ("abc", "phone.mistake.empty"),
    ("1381234207", "phone.mistake.digits 10"), ("138123420760", "phone.mistake.digits 12"),
    ("１３８１２３４", "phone.mistake.digits 7"), ("013812342076", "phone.mistake.digits 12"),
    ("12345678901", "phone.mistake.form"), ("23812342076", "phone.mistake.form"),
    ("12345", "phone.mistake.service"), ("8221234", "phone.mistake.area-code"),
    ("0470822", "phone.mistake.area-code"), ("13812342076", ""), ("0470-8221234", ""),
  ])
  func `a wrong number has a sentence that helps`(typed: String, said: String) {
    let fault = PhoneNumber.fault(in: typed)
    let words = fault.map { ([$0.message] + $0.values.values).joined(separator: " ") }
    #expect(words ?? "" == said)
  }

  @Test(arguments: ["0470-8221234", "8221234", "0470822", "010 8765 4321"])
  func `where a text message is sent a landline is told apart from a slip`(typed: String) {
    #expect(PhoneNumber.fault(in: typed, landline: "a.b")?.message == "a.b")
    #expect(PhoneNumber.fault(in: "12345678901", landline: "a.b")?.message == "phone.mistake.form")
    #expect(PhoneNumber.fault(in: "13812342076", landline: "a.b") == nil)
  }

  @Test func `every second digit from 3 to 9 is a mobile and no other`() {
    for digit in 0...9 {
      #expect(((try? PhoneNumber("1\(digit)812342076")) != nil) == (3...9).contains(digit))
    }
  }

  @Test func `printing shows the mask`() throws {
    #expect("\(try PhoneNumber("13812342076"))" == "138 **** 2076")
    #expect(try PhoneNumber("04708221234").masked == "0470 **** 1234")
    #expect(try PhoneNumber("01087654321").masked == "010 **** 4321")
    #expect(String(reflecting: try PhoneNumber("13812342076")) == "138 **** 2076")
  }

  @Test(arguments: [
    "刘芳", "欧阳娜娜", "阿不都热合曼·买买提", "ᠪᠠᠲᠤ", "Батбаяр", "Baatar Ulaan", "𬱖𠮷", "O'Brien", "〇一",
  ])
  func `a name in any script is accepted as typed`(name: String) throws {
    #expect(try PersonName(name).rawValue == name)
  }

  @Test func `a name is two to fifty characters long`() throws {
    #expect(throws: PersonName.ParseError.tooShort) { try PersonName("刘") }
    #expect(throws: PersonName.ParseError.tooShort) { try PersonName("  刘 ") }
    #expect(throws: PersonName.ParseError.tooShort) { try PersonName("··") }
    #expect(try PersonName(String(repeating: "娜", count: 50)).rawValue.count == 50)
    #expect(throws: PersonName.ParseError.tooLong) {
      try PersonName(String(repeating: "娜", count: 51))
    }
    #expect(throws: PersonName.ParseError.tooLong) {
      try PersonName("刘芳" + String(repeating: "\u{0301}", count: 300))
    }
  }

  @Test(arguments: ["刘芳1", "刘芳😀", "刘芳<b>", "刘\u{0}芳", "刘芳@"])
  func `digits, signs and pictures are no part of a name`(name: String) {
    #expect(throws: PersonName.ParseError.self) { try PersonName(name) }
  }

  @Test func `look-alike dots and doubled spaces are made one`() throws {
    #expect(try PersonName(" 买买提•艾力 ").rawValue == "买买提·艾力")
    #expect(try PersonName("Baatar \t Ulaan").rawValue == "Baatar Ulaan")
  }

  @Test func `a rare character is not replaced by its compatibility twin`() throws {
    let name = "刘\u{FA30}"
    #expect(try Array(PersonName(name).rawValue.unicodeScalars) == Array(name.unicodeScalars))
  }

  @Test func `the rules are data that can be stored`() throws {
    let rules = PersonName.Rules.standard
    let data = try JSONEncoder().encode(rules)
    #expect(try JSONDecoder().decode(PersonName.Rules.self, from: data) == rules)
    let phone = try JSONEncoder().encode(PhoneNumber.Rules.standard)
    #expect(try JSONDecoder().decode(PhoneNumber.Rules.self, from: phone) == .standard)
  }
}
