import Casework
import Civics
import Kernel
import Testing

/// 改派, helping units, and keeping closed what was rated 没办好.
struct ReassignTests {
  private let toWater = Assignment(level: .district, unit: "water", coUnits: ["power", "water"])

  @Test(arguments: [CaseState.dispatched, .inProgress])
  func `another lead starts anew with what is left of the limit`(state: CaseState) throws {
    let item = try sample(state)

    let change = try item.moved(
      .reassign(toWater, reason: "井盖归水务公司"), by: actor(.operator), facts())

    #expect(change.item.state == .dispatched)
    #expect(change.item.leadUnit == "water" && change.item.details.coUnits == ["power"])
    #expect(change.data["from_unit"] == "power" && change.isPublic)
    // Carried on, not started: the clock that runs goes to the new owner.
    let handles = change.clocks.contains { step in
      if case .carryOn(.handle, _, "water") = step { true } else { false }
    }
    #expect(handles)
  }

  @Test func `the new lead may object in its own time`() throws {
    var item = try sample(.inProgress)
    item.details.objection = try sample(.objection).details.objection
    item.details.objection?.upheld = false
    let later = monday.adding(days: 3)

    let given = try item.moved(
      .reassign(toWater, reason: "井盖归水务公司"), by: actor(.operator), facts(at: later)
    ).item
    let objected = try given.moved(
      .object(reason: "是电力井，不归我们", whose: "供电所"), by: actor(.handler), facts(at: later))

    #expect(objected.item.state == .objection)
  }

  @Test func `giving it to the one who has it is no reassignment`() throws {
    let item = try sample(.inProgress)
    let same = Assignment(level: .district, unit: "power")

    #expect(throws: CaseRefusal.nothingChanged) {
      try item.moved(.reassign(same, reason: "还是归他们"), by: actor(.operator), facts())
    }
  }

  @Test func `helpers come and go without touching state, lead or clocks`() throws {
    let item = try sample(.parked)

    let change = try item.moved(
      .setCoUnits(["works", "power", "clean", "works"], reason: "要一起开挖"), by: actor(.operator),
      facts())

    #expect(change.item.details.coUnits == ["clean", "works"])
    #expect(change.item.state == .parked && change.item.leadUnit == "power")
    #expect(change.clocks.isEmpty && !change.isPublic)
    #expect(throws: CaseRefusal.nothingChanged) {
      try change.item.moved(
        .setCoUnits(["works", "clean"], reason: "要一起开挖"), by: actor(.operator), facts())
    }
    let alone = try change.item.moved(
      .setCoUnits([], reason: "不用再帮了"), by: actor(.operator), facts())
    #expect(alone.item.details.coUnits == nil)
  }

  @Test func `nobody helps with what nobody leads`() throws {
    var item = try sample(.reopened)
    (item.leadUnit, item.level) = (nil, nil)

    #expect(throws: CaseRefusal.notNow(.setCoUnits, .reopened)) {
      try item.moved(.setCoUnits(["works"], reason: "要一起开挖"), by: actor(.operator), facts())
    }
  }

  @Test func `a bad rating after closing is decided once`() throws {
    var item = try sample(.closed)
    item.needsReview = true

    let kept = try item.moved(
      .keepClosed(reason: "去看过三次，灯是亮的"), by: actor(.supervisor), facts())

    #expect(kept.item.state == .closed && !kept.item.needsReview && kept.isPublic)
    #expect(throws: CaseRefusal.nothingToReview) {
      try kept.item.moved(.keepClosed(reason: "再看一次"), by: actor(.supervisor), facts())
    }
    #expect(throws: CaseRefusal.tooShort(.reason, minimum: 5)) {
      try item.moved(.keepClosed(reason: "亮的"), by: actor(.supervisor), facts())
    }
  }

  @Test func `photos alone are words enough`() throws {
    let item = try sample(.inProgress)
    let photos: [Identifier<CaseFile>] = [Identifier(rawValue: "one")]

    let change = try item.moved(
      .addWords("", audience: .reporter, photos: photos), by: actor(.reporter), facts())

    #expect(change.data == ["photos": "1"])
    #expect(throws: CaseRefusal.tooShort(.words, minimum: 1)) {
      try item.moved(.addWords("", audience: .reporter), by: actor(.reporter), facts())
    }
  }

  @Test func `what came back may go to another unit, and is offered so`() throws {
    var item = try sample(.reopened)
    item.level = .street
    let change = try item.moved(
      .reassign(toWater, reason: "原单位已经撤了"), by: actor(.operator), facts())
    #expect(change.item.state == .dispatched && change.item.leadUnit == "water")
    #expect(item.possibleMoves(by: actor(.operator)).contains(.reassign))
    #expect(!item.possibleMoves(by: actor(.operator)).contains(.dispatch))

    (item.leadUnit, item.level) = (nil, nil)
    #expect(throws: CaseRefusal.notNow(.reassign, .reopened)) {
      try item.moved(.reassign(toWater, reason: "原单位已经撤了"), by: actor(.operator), facts())
    }
    #expect(item.possibleMoves(by: actor(.operator)).contains(.dispatch))
    #expect(!item.possibleMoves(by: actor(.operator)).contains(.reassign))
  }

  @Test func `what is parked is somebody's to look at again on the day`() throws {
    let item = try sample(.inProgress)
    let today = CityTime.date(of: facts().now)
    let parked = try item.moved(
      .park(
        CaseDetails.Parking(
          cause: .season, plan: "等开春化冻以后再开挖换管", reviewOn: today.adding(days: 39))),
      by: actor(.approver), facts())
    let limits = [CaseLimit]().taking(parked.clocks, at: facts().now, in: facts().calendar)
    let review = try #require(limits.nearest)
    #expect(review.duty == .review)
    #expect(review.dueAt.map(CityTime.date) == today.adding(days: 39))

    let resumed = try parked.item.moved(.resume(reason: nil), by: actor(.approver), facts())
    let after = limits.taking(resumed.clocks, at: facts().now, in: facts().calendar)
    #expect(after.allSatisfy { !$0.state.isLive })
  }
}
