import Civics
import Foundation
import Kernel
import Testing

struct CitizenNumberTests {
  private let today = LocalDate(dayNumber: 20_781)  // 2026-11-24

  static let valid = [
    "11010519491231002X", "150000194603120003", "450000198807040012", "440000195508150021",
    "330000201506010036", "110000196002290041", "510000198002290053",
  ]

  @Test(arguments: valid)
  func `a valid number is accepted and kept`(number: String) throws {
    #expect(try CitizenNumber(number, today: today).rawValue == number)
    #expect(CitizenNumber(rawValue: number)?.rawValue == number)
  }

  @Test(arguments: valid)
  func `changing any one character makes it invalid`(number: String) {
    for position in number.indices {
      for other in "0123456789X" where other != number[position] {
        var changed = number
        changed.replaceSubrange(position...position, with: String(other))
        #expect(CitizenNumber(rawValue: changed) == nil, "\(changed)")
      }
    }
  }

  @Test func `swapping two neighbouring digits makes it invalid`() {
    let number = Array("11010519491231002X")
    for position in 0..<16 where number[position] != number[position + 1] {
      var swapped = number
      swapped.swapAt(position, position + 1)
      #expect(CitizenNumber(rawValue: String(swapped)) == nil)
    }
  }

  @Test(arguments: [
    ("", CitizenNumber.ParseError.wrongLength), ("11010519491231002", .wrongLength),
    ("11010519491231002XX", .wrongLength), ("1101051949123100XX", .notDigits),
    ("11010519491231002A", .notDigits), ("1101O519491231002X", .notDigits),
    ("51000019810229005x", .noSuchDate), ("110105194913310026", .noSuchDate),
    ("110105194900310026", .noSuchDate), ("110105194912310026", .wrongCheckCharacter),
    ("13080350113000X", .notDigits),
  ])
  func `a wrong number says what is wrong`(number: String, error: CitizenNumber.ParseError) {
    #expect(throws: error) { try CitizenNumber(number, today: today) }
  }

  @Test func `a province nobody has is refused`() throws {
    let unknown = try checked("160000199001010010")
    #expect(throws: CitizenNumber.ParseError.unknownProvince) {
      try CitizenNumber(unknown, today: today)
    }
    #expect(CitizenNumber(rawValue: unknown) != nil, "stored numbers are not judged by new rules")
  }

  @Test(arguments: [
    ("810000199001010010", CitizenNumber.Kind.hongKong), ("820000199001010010", .macao),
    ("830000199001010010", .taiwan), ("911840199001010010", .foreignPermanentResident),
    ("150703199001010010", .mainland), ("710000199001010010", .mainland),
  ])
  func `the first digits say whose number it is`(seed: String, kind: CitizenNumber.Kind) throws {
    #expect(try CitizenNumber(checked(seed), today: today).kind() == kind)
  }

  @Test func `born today is accepted, born tomorrow is not`() throws {
    let newborn = try checked("150000202611240010")
    #expect(try CitizenNumber(newborn, today: today).age(on: today) == 0)
    let unborn = try checked("150000202611250010")
    #expect(throws: CitizenNumber.ParseError.notYetBorn) {
      try CitizenNumber(unborn, today: today)
    }
  }

  @Test func `age 130 is accepted, 131 is not`() throws {
    let oldest = try checked("150000189511250010")
    #expect(try CitizenNumber(oldest, today: today).age(on: today) == 130)
    let older = try checked("150000189511240010")
    #expect(throws: CitizenNumber.ParseError.tooOld) { try CitizenNumber(older, today: today) }
  }

  @Test func `the age limit and the prefixes are data`() throws {
    let rules = CitizenNumber.Rules(prefixes: ["16": .mainland], maximumAge: 20)
    let young = try checked("160000201001010010")
    #expect(try CitizenNumber(young, today: today, rules: rules).kind(by: rules) == .mainland)
    #expect(throws: CitizenNumber.ParseError.tooOld) {
      try CitizenNumber(checked("160000199001010010"), today: today, rules: rules)
    }
    let data = try JSONEncoder().encode(rules)
    #expect(try JSONDecoder().decode(CitizenNumber.Rules.self, from: data) == rules)
  }

  @Test func `fifteen digits are upgraded`() throws {
    let number = try CitizenNumber("110105491231002", today: today)
    #expect(number.rawValue == "11010519491231002X")
  }

  @Test func `what input methods produce is read`() throws {
    for typed in ["11010519491231002x", " 110105 19491231 002X ", "11010519491231002X"] {
      #expect(try CitizenNumber(typed, today: today).rawValue == "11010519491231002X")
    }
    #expect(CitizenNumber(rawValue: "11010519491231002x") == nil, "stored form is upper case")
  }

  @Test func `birth date and sex are read from it`() throws {
    let woman = try CitizenNumber("11010519491231002X", today: today)
    #expect(woman.birthDate == LocalDate(year: 1949, month: 12, day: 31))
    #expect(woman.sex == .female)
    #expect(CitizenNumber(rawValue: "330000201506010036")?.sex == .male)
  }

  @Test func `a leap-day child completes a year on 1 March of a common year`() throws {
    let number = try CitizenNumber("110000196002290041", today: today)
    let eve = try #require(LocalDate(year: 2025, month: 2, day: 28))
    #expect(number.age(on: eve) == 64)
    #expect(number.age(on: eve.adding(days: 1)) == 65)
    let leapDay = try #require(LocalDate(year: 2024, month: 2, day: 29))
    #expect(number.age(on: leapDay) == 64)
    #expect(number.age(on: leapDay.adding(days: -1)) == 63)
  }

  @Test func `printing shows the mask, and so does a refusal to decode`() throws {
    let number = try CitizenNumber("11010519491231002X", today: today)
    #expect(number.masked == "110***********002X")
    #expect("\(number)" == number.masked)
    #expect(String(reflecting: number) == number.masked)
    let json = Data(#"["110105194912310021"]"#.utf8)
    let error = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([CitizenNumber].self, from: json)
    }
    #expect(error.map { String(reflecting: $0).contains("110105") } == false)
  }

  @Test func `it travels as text`() throws {
    let number = try CitizenNumber("11010519491231002X", today: today)
    let data = try JSONEncoder().encode([number])
    #expect(String(decoding: data, as: UTF8.self) == #"["11010519491231002X"]"#)
    #expect(try JSONDecoder().decode([CitizenNumber].self, from: data) == [number])
  }

  @Test func `exactly one check character fits any seventeen digits`() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      let birth = LocalDate(dayNumber: .random(in: -25_000...20_000, using: &generator))
      let day = birth.description.filter { $0 != "-" }
      let serial = Digits.padded(.random(in: 0...999, using: &generator), 3)
      let fitting = "0123456789X".filter {
        CitizenNumber(rawValue: "150703\(day)\(serial)\($0)") != nil
      }
      #expect(fitting.count == 1)
    }
  }

  /// `seed` with the check character that fits in place of its last.
  private func checked(_ seed: String) throws -> String {
    let candidates = "0123456789X".map { String(seed.dropLast()) + String($0) }
    return try #require(candidates.first { CitizenNumber(rawValue: $0) != nil })
  }
}
