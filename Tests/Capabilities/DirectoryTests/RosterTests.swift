import Civics
import Kernel
import KernelTesting
import Testing

@testable import Directory

/// Who is on duty now, and until when.
struct RosterTests {
  private static let posts = [
    Entry(
      .posts, "grid11", ["name": "11 网格值守点", "phone": "019-61000311", "area": "990101001002011"]),
    Entry(.posts, "night", ["name": "夜班", "phone": "019-61000001", "office": "power"]),
  ]

  private static func shift(
    _ code: String, _ station: String, _ holder: String, _ days: String, _ times: String,
    _ more: [String: String] = [:], ends: LocalDate? = nil
  ) -> Entry {
    Entry(
      .shifts, code,
      ["station": station, "holder": holder, "days": days, "times": times].merging(more) { $1 },
      endedOn: ends)
  }

  private static func at(_ day: String, _ hour: Int, _ minute: Int64 = 0) throws -> Timestamp {
    CityTime.instant(try #require(LocalDate(day)), hour: hour).adding(minutes: minute)
  }

  private static let grid = Roster.Place.area("990101001002011")
  private static let office = Roster.Place.unit("power")
  private static let day = shift("a", "grid11", "陈小满", "workdays", "08:00-12:00 14:00-18:00")

  private func standing(_ shifts: [Entry], _ now: Timestamp) -> Roster.Standing? {
    standing(shifts, Self.grid, now)
  }

  private func standing(
    _ shifts: [Entry], _ place: Roster.Place, _ now: Timestamp
  ) -> Roster.Standing? {
    Roster(Self.posts + shifts, .mainland).standing(at: place, now)
  }

  @Test func `working hours are on duty until they end, and the break is not`() throws {
    // A Tuesday.
    let morning = standing([Self.day], try Self.at("2026-03-03", 9))
    #expect(morning?.now.first?.shift.holder == "陈小满")
    #expect(try morning?.now.first?.end == Self.at("2026-03-03", 12))
    let noon = standing([Self.day], try Self.at("2026-03-03", 12))
    #expect(noon?.now == [])
    #expect(try noon?.next?.start == Self.at("2026-03-03", 14))
    #expect(morning?.now.first?.shift.phone == "019-61000311")
  }

  @Test func `make-up days are worked and holidays are not`() throws {
    // The Saturday before the spring festival of 2026 is a make-up day; the holiday has nine days.
    let saturday = standing([Self.day], try Self.at("2026-02-14", 9))
    #expect(saturday?.now.count == 1)
    let after = standing([Self.day], try Self.at("2026-02-14", 19))
    #expect(after?.now == [])
    #expect(try after?.next?.start == Self.at("2026-02-24", 8))
    // An ordinary Saturday.
    #expect(standing([Self.day], try Self.at("2026-03-07", 9))?.now == [])
    let rest = Self.shift("b", "grid11", "李四", "restdays", "09:00-17:00")
    #expect(standing([rest], try Self.at("2026-03-07", 9))?.now.count == 1)
    #expect(standing([rest], try Self.at("2026-02-14", 9))?.now == [])
    #expect(standing([rest], try Self.at("2026-02-17", 9))?.now.count == 1)
  }

  @Test func `a turn runs past midnight, and belongs to the day on which it began`() throws {
    let night = Self.shift("n", "night", "周建国", "monday", "20:00-08:00")
    let tuesday = standing([night], Self.office, try Self.at("2026-03-03", 7, 59))
    #expect(try tuesday?.now.first?.end == Self.at("2026-03-03", 8))
    #expect(standing([night], Self.office, try Self.at("2026-03-03", 8))?.now == [])
    #expect(standing([night], Self.office, try Self.at("2026-03-03", 21))?.now == [])
    #expect(
      try standing([night], Self.office, try Self.at("2026-03-03", 21))?.next?.start
        == Self.at("2026-03-09", 20))
  }

  @Test func `turns that touch are one, and one without end has none`() throws {
    let split = Self.shift("s", "night", "周建国", "daily", "08:00-12:00 12:00-20:00")
    let one = standing([split], Self.office, try Self.at("2026-03-03", 9))
    #expect(try one?.now.first?.end == Self.at("2026-03-03", 20))
    let always = Self.shift("d", "night", "值班室", "daily", "00:00-24:00")
    let now = standing([split, always], Self.office, try Self.at("2026-03-03", 9))
    #expect(now?.now.map(\.shift.holder) == ["值班室", "周建国"])
    #expect(now?.now.first?.end == nil)
  }

  @Test func `first and last days count, and the end of the line or of its post`() throws {
    let dated = Self.shift(
      "a", "grid11", "陈小满", "daily", "08:00-18:00",
      ["first": "2026-03-04", "last": "2026-03-05", "phone": "019-61000999"])
    let before = standing([dated], try Self.at("2026-03-03", 9))
    #expect(try before?.now == [] && before?.next?.start == Self.at("2026-03-04", 8))
    let last = standing([dated], try Self.at("2026-03-05", 17))
    #expect(last?.now.first?.shift.phone == "019-61000999")
    #expect(standing([dated], try Self.at("2026-03-05", 18)) == nil)
    let ended = Self.shift(
      "a", "grid11", "陈小满", "daily", "08:00-18:00", ends: LocalDate("2026-03-04"))
    #expect(standing([ended], try Self.at("2026-03-03", 9))?.now.count == 1)
    #expect(standing([ended], try Self.at("2026-03-04", 9)) == nil)
    #expect(standing([Self.day], .unit("power"), try Self.at("2026-03-03", 9)) == nil)
  }

  @Test(arguments: [
    ("8:00－12:00，14：00-18:00", "08:00-12:00 14:00-18:00"), ("20:00-08:00", "20:00-08:00"),
    ("00:00-24:00", "00:00-24:00"), ("08:00-12:00 20:00-02:00", "08:00-12:00 20:00-02:00"),
    ("", nil), ("8-12", nil), ("08:00-08:00", nil), ("14:00-18:00 08:00-12:00", nil),
    ("08:00-13:00 12:00-18:00", nil), ("24:00-08:00", nil), ("08:00-12:00 20:00-09:00", nil),
    ("20:00-02:00 01:00-03:00", nil),
  ])
  func `hours are read as people write them`(typed: String, wanted: String?) {
    #expect(ShiftTimes(typed)?.text == wanted)
  }

  @Test func `what is wrong in a shift is named where it stands`() {
    let around = Surroundings(region: "990101", Self.posts, on: EntryCheckTests.today)
    func faults(_ values: [String: String]) -> [String] {
      let good = [
        "shift": "a", "station": "grid11", "holder": "陈小满", "days": "workdays",
        "times": "08:00-18:00",
      ].merging(["shift": "day_a"]) { $1 }
      return EntryCheck.check(.shifts, good.merging(values) { $1 }, in: around).faults.map {
        $0.field + " " + ($0.message.split(separator: ".").last ?? "")
      }
    }
    #expect(faults([:]) == [])
    #expect(faults(["station": "nowhere"]) == ["station station"])
    #expect(faults(["holder": ""]) == ["holder missing"])
    #expect(faults(["days": "sometimes"]) == ["days days"])
    #expect(faults(["times": "上午"]) == ["times times"])
    #expect(faults(["first": "2026-13-01"]) == ["first day"])
    #expect(faults(["first": "2026-03-02", "last": "2026-03-01"]) == ["last last"])
  }

  @Test(arguments: Backend.all)
  func `a shift is kept with its life, and holds its post`(backend: Backend) async throws {
    let actions = try await RegisterTests.actions(backend)
    let admin = RegisterTests.admin
    _ = try await actions.save(
      .posts, ["post": "night", "name": "夜班", "phone": "019-61000001", "office": "power"],
      expecting: 0, by: admin, key: nil)
    let typed = [
      "shift": "night_a", "station": "night", "holder": "周建国", "days": "daily",
      "times": "20:00-08:00",
    ]
    _ = try await actions.save(.shifts, typed, expecting: 0, by: admin, key: nil)
    _ = try await actions.save(
      .shifts, typed.merging(["holder": "沈一帆"]) { $1 }, expecting: 1, by: admin, key: nil)
    let opened = try await actions.open(.shifts, "night_a")
    #expect(opened.entry.version == 2 && opened.entry.name == "沈一帆")
    #expect(opened.changes.map(\.deed) == [.changed, .created])
    await #expect {
      try await actions.end(
        .posts, "night", on: CityTime.date(of: TestClock.start), expecting: 1, by: admin, key: nil)
    } throws: { error in
      (error as? Problem)?.fields.map(\.message) == ["directory.wrong.needed"]
    }
    let roster = try await actions.directory.roster()
    let night = CityTime.instant(CityTime.date(of: TestClock.start), hour: 23)
    #expect(roster.standing(at: .unit("power"), night)?.now.map(\.shift.holder) == ["沈一帆"])
  }
}
