import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Directory

/// The dispatch catalogue: which rule wins, when, and which are refused.
struct DispatchRuleTests {
  private static let lamp = CityPlan.Matter(
    service: "public_facilities", item: "street_light", classCode: "housing_urban",
    area: "990101001002011")
  /// Monday 2 March 2026, 09:00 in the city.
  private static let monday = Timestamp(milliseconds: 1_772_413_200_000)

  private static func rule(
    _ code: String, _ matter: String, _ area: String = "", _ lead: String = "power",
    _ change: (inout CityPlan.RuleTime) -> Void = { _ in }
  ) -> CityPlan.Rule {
    var time = CityPlan.RuleTime()
    change(&time)
    return CityPlan.Rule(
      code: code, name: code, matter: matter, area: area, time: time, lead: lead)
  }

  private static func plan(_ rules: [CityPlan.Rule]) -> CityPlan {
    func unit(_ code: String, _ duties: [String]) -> CityPlan.Unit {
      CityPlan.Unit(code: code, name: code, phone: "12345", duties: duties)
    }
    return CityPlan(
      units: [
        unit("power", []), unit("works", ["public_facilities"]), unit("night", []),
      ], areas: [], rules: rules)
  }

  private static func first(_ rules: [CityPlan.Rule], at now: Timestamp = monday) -> String? {
    plan(rules).suggestions(for: lamp, at: now, .mainland).first?.rule?.code
  }

  @Test func `matter goes before place, place before time, and the closest wins`() {
    let all = Self.rule("all", "all", "990101001002011")
    let kind = Self.rule("kind", "class:housing_urban")
    let type = Self.rule("type", "public_facilities")
    let street = Self.rule("street", "public_facilities", "990101001")
    let item = Self.rule("item", "public_facilities/street_light")
    let timed = Self.rule("timed", "public_facilities/street_light") { $0.days = .workdays }

    #expect(Self.first([all]) == "all")
    #expect(Self.first([all, kind]) == "kind")
    #expect(Self.first([type, kind, all]) == "type")
    #expect(Self.first([street, type]) == "street")
    #expect(Self.first([street, item]) == "item")
    #expect(Self.first([item, timed, street]) == "timed")
    #expect(Self.first([Self.rule("other", "public_facilities", "990101002")]) == nil)
  }

  @Test func `whoever's own duty it is stays beside the rule's unit`() {
    let found = Self.plan([Self.rule("item", "public_facilities/street_light")])
      .suggestions(for: Self.lamp, at: Self.monday, .mainland)

    #expect(found.map(\.unit.code) == ["power", "works"])
    #expect(found[0].reasons == [.item] && found[1].rule == nil)
  }

  @Test func `hours run past midnight, seasons past the new year, dates from first to last`() {
    let night = Self.rule("night", "all", "", "night") {
      $0.spans = [.init(start: 20 * 60, end: 32 * 60)]
    }
    #expect(Self.first([night]) == nil)
    #expect(Self.first([night], at: Self.monday.adding(minutes: -61)) == "night")
    #expect(Self.first([night], at: Self.monday.adding(minutes: 11 * 60)) == "night")
    let winter = Self.rule("winter", "all") { $0.season = .init(from: 1015, to: 415) }
    #expect(Self.first([winter]) == "winter")
    #expect(Self.first([winter], at: Self.monday.adding(days: 60)) == nil)
    let march = Self.rule("march", "all") {
      $0.first = LocalDate(year: 2026, month: 3, day: 3)
      $0.last = LocalDate(year: 2026, month: 3, day: 4)
    }
    #expect(Self.first([march]) == nil)
    #expect(Self.first([march], at: Self.monday.adding(days: 2)) == "march")
    #expect(Self.first([march], at: Self.monday.adding(days: 3)) == nil)
  }

  private static let head = "rule,name,matter,place,days,daytimes,season,first,last,lead,co\n"

  private static func faults(_ rows: String) throws -> [String] {
    let units = ["power", "works"].map {
      Entry(.units, $0, ["name": $0, "kind": "enterprise", "phone": "12345"], version: 1)
    }
    return ImportPlan(
      try ImportTests.table(head + rows), isComplete: false, current: units, region: "990101",
      today: LocalDate(dayNumber: 20_000),
      topics: [
        CityPlan.Topic(code: "utilities", name: "水电气热", english: "Utilities"),
        CityPlan.Topic(code: "utilities/water", name: "水", english: "Water"),
      ]
    ).faults.map { "\($0.line) \($0.column) \($0.message)" }
  }

  @Test func `each row says what is wrong with it before anything changes`() throws {
    #expect(try Self.faults("r1,甲,utilities,,,,,,,power,works\n") == [])
    #expect(
      try Self.faults(
        "r1,甲,telephones,,,,,,,nobody,\nr2,乙,utilities,,,25:00,13-01~02-01,,,power,power\n"
          + "r3,丙,utilities,990101009,someday,,,2026-05-01,2026-04-01,power,martians\n") == [
          "2 matter directory.wrong.matter", "2 lead directory.wrong.unit",
          "3 daytimes directory.wrong.times", "3 season directory.wrong.season",
          "3 co directory.wrong.co-lead", "4 place directory.wrong.area",
          "4 days directory.wrong.days", "4 co directory.wrong.unit",
          "4 last directory.wrong.last",
        ])
  }

  @Test func `rules that contradict each other are refused, and dates that overlap`() throws {
    let twice = "directory.wrong.rule-twice"
    let against = "directory.wrong.rule-contradicts"
    #expect(
      try Self.faults("r1,甲,utilities,,,,,,,power,\nr2,乙,utilities,,,,,,,works,\n") == [
        "2 matter " + against, "3 matter " + against,
      ])
    #expect(
      try Self.faults(
        "r1,甲,utilities,,,,,2026-01-01,2026-06-30,power,\n"
          + "r2,乙,utilities,,,,,2026-06-30,,power,\n") == [
          "2 matter " + twice, "3 matter " + twice,
        ])
    // One after the other, at other hours, or one of them closer: no contradiction.
    for other in [
      ",,,,,2026-07-01,,works,", ",,,,06-01~08-31,2026-01-01,2026-06-30,works,",
      ",,workdays,,,2026-01-01,2026-06-30,works,",
    ] {
      #expect(
        try Self.faults(
          "r1,甲,utilities,,,,,2026-01-01,2026-06-30,power,\nr2,乙,utilities" + other + "\n")
          == [])
    }
    #expect(
      try Self.faults(
        "r1,甲,utilities,,workdays,,,,,power,\nr2,乙,utilities,,restdays,,,,,works,\n"
          + "r3,丙,utilities/water,,,20:00-08:00,,,,power,\n"
          + "r4,丁,utilities/water,,,08:00-20:00,,,,works,\n") == [])
  }

  @Test(arguments: Backend.all)
  func `a rule is in force as soon as it is stored, and holds its unit`(
    backend: Backend
  ) async throws {
    let actions = try await RegisterTests.actions(backend)
    for unit in ["water", "works"] {
      _ = try await actions.save(
        .units, ["unit": unit, "name": unit, "kind": "enterprise", "phone": "12345"],
        expecting: 0, by: RegisterTests.admin, key: nil)
    }
    let typed = [
      "rule": "pipes", "name": "水管", "matter": "utilities", "days": "daily",
      "daytimes": "20:00-08:00", "season": "10-15~04-15", "lead": "water", "co": "works",
    ]

    #expect(
      try await actions.save(.rules, typed, expecting: 0, by: RegisterTests.admin, key: nil)
        == "pipes")

    let rules = try await actions.directory.plan().rules
    #expect(rules.map(\.lead) == ["water"] && rules[0].coUnits == ["works"])
    #expect(rules[0].time.season == .init(from: 1015, to: 415))
    await #expect(throws: Problem.self) {
      try await actions.end(
        .units, "works", on: CityTime.date(of: actions.database.world.now()), expecting: 1,
        by: RegisterTests.admin, key: nil)
    }
  }
}
