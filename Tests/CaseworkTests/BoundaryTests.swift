import Casework
import Civics
import Kernel
import Testing

/// The numbers of the rules, each one step to either side.
struct BoundaryTests {
  @Test func `nineteen characters are no result and twenty are`() throws {
    let item = try sample(.inProgress)
    let short = CaseResult(
      outcome: .explained, text: String(result20.dropLast()), reporterConfirms: true)

    #expect(result20.count == 20)
    #expect(throws: CaseRefusal.tooShort(.text, minimum: 20)) {
      try item.moved(.report(short), by: actor(.handler), facts())
    }
    _ = try item.moved(
      .report(CaseResult(outcome: .explained, text: result20)), by: actor(.handler), facts())
  }

  @Test(
    arguments: [
      (.dispatched, .handler), (.inProgress, .handler), (.parked, .approver),
      (.verifying, .supervisor), (.accepted, .operator),
    ] as [(CaseState, CaseRole)])
  func `words with a move end at a thousand characters`(state: CaseState, role: CaseRole) throws {
    let item = try sample(state)
    func move(_ words: String) throws -> CaseMove {
      switch state {
      case .dispatched: .start(words: words)
      case .inProgress: .contact(words: words)
      case .parked: .resume(reason: words)
      case .verifying: .noteAttempt(words: words)
      case .accepted:
        .file(Filing(classCode: "housing", urgency: .normal, limit: nil, words: words))
      default: throw Missing()
      }
    }

    let words = String(repeating: "话", count: 1000)
    #expect(try item.moved(move(words), by: actor(role), facts()).text == words)
    #expect(throws: CaseRefusal.self) {
      try item.moved(move(words + "多"), by: actor(role), facts())
    }
  }

  @Test func `white space does not make a result longer`() throws {
    let item = try sample(.inProgress)
    let padded = CaseResult(outcome: .explained, text: "  办好了                      \n")

    #expect(throws: CaseRefusal.tooShort(.text, minimum: 20)) {
      try item.moved(.report(padded), by: actor(.handler), facts())
    }
  }

  @Test func `a solved spot needs a photo or the reporter's word`() throws {
    let item = try sample(.inProgress)
    var result = CaseResult(outcome: .solved, text: result20)

    #expect(throws: CaseRefusal.evidenceMissing) {
      try item.moved(.report(result), by: actor(.handler), facts())
    }
    result.afterPhotos = [Identifier(rawValue: "photo")]
    _ = try item.moved(.report(result), by: actor(.handler), facts())
    result.afterPhotos = []
    result.reporterConfirms = true
    _ = try item.moved(.report(result), by: actor(.handler), facts())
  }

  @Test func `a matter without a spot needs no photo`() throws {
    var item = try sample(.inProgress)
    item.place = CasePlace(area: "150703001001")

    _ = try item.moved(
      .report(CaseResult(outcome: .solved, text: result20)), by: actor(.handler), facts())
  }

  @Test(arguments: CaseOutcome.allCases, RequestKind.allCases)
  func `suggestions end in adopted or not, everything else in solved or not`(
    outcome: CaseOutcome, kind: RequestKind
  ) {
    let both: Set<CaseOutcome> = [.partly, .notOurs]
    let suggestions = both.union([.adopted, .notAdopted])
    let others = both.union([.solved, .explained, .notFeasible])

    let allowed = kind == .suggestion ? suggestions : others
    #expect(outcome.fits(kind) == allowed.contains(outcome))
  }

  @Test func `reopening ends with the fifteenth day`() throws {
    let item = try sample(.closed)
    let last = monday.adding(days: 15)
    let late = Timestamp(milliseconds: last.rawValue + 1)

    let reopened = try item.moved(
      .reopen(fact: "今晚又不亮了"), by: actor(.reporter), facts(at: last))
    #expect(reopened.item.state == .reopened)
    #expect(throws: CaseRefusal.reopenLate(since: monday)) {
      try item.moved(.reopen(fact: "今晚又不亮了"), by: actor(.reporter), facts(at: late))
    }
  }

  @Test func `a reporter reopens once, and two reopenings are all there are`() throws {
    var item = try sample(.closed)
    item.details.ownReopenings = 1
    item.details.reopenings = 1

    #expect(throws: CaseRefusal.reopeningsUsedUp) {
      try item.moved(.reopen(fact: "今晚又不亮了"), by: actor(.reporter), facts())
    }
    item.needsReview = true
    let second = try item.moved(.reopen(fact: "上报人说没办好"), by: actor(.supervisor), facts())
    #expect(second.item.details.reopenings == 2)

    var third = second.item
    third.state = .closed
    third.needsReview = true
    #expect(throws: CaseRefusal.reopeningsUsedUp) {
      try third.moved(.reopen(fact: "上报人说没办好"), by: actor(.supervisor), facts())
    }
  }

  @Test func `against the reporter's own word it is closed with the reason only`() throws {
    let rated = try sample(.verifying).moved(
      .rate(.notDone, contacted: true, words: nil), by: actor(.reporter), facts()
    ).item
    let answers = CallBack(contacted: true, solved: true, satisfied: true)

    #expect(throws: CaseRefusal.tooShort(.words, minimum: 20)) {
      try rated.moved(
        .close(Closing(basis: .answers, answers: answers)), by: actor(.supervisor), facts())
    }
    let closed = try rated.moved(
      .close(
        Closing(basis: .answers, answers: answers, words: "打电话问过，对方说路灯已经亮了，上次评价是点错了地方")),
      by: actor(.supervisor), facts())
    #expect(closed.item.state == .closed)
  }

  @Test func `what is parked is looked at within the year`() throws {
    let today = CityTime.date(of: monday)
    func park(_ days: Int) throws -> CaseChange {
      try sample(.inProgress).moved(
        .park(
          .init(cause: .season, plan: "开春化冻以后再挖开重做管道", reviewOn: today.adding(days: days))),
        by: actor(.approver), facts())
    }

    #expect(throws: CaseRefusal.reviewNotAhead) { try park(0) }
    #expect(try park(366).item.state == .parked)
    #expect(throws: CaseRefusal.reviewTooFar) { try park(367) }
  }

  @Test func `supervision reopens on a bad rating only`() throws {
    let item = try sample(.closed)

    #expect(throws: CaseRefusal.nothingToReview) {
      try item.moved(.reopen(fact: "再看一遍"), by: actor(.supervisor), facts())
    }
  }

  @Test func `a unit objects within four working hours`() throws {
    let item = try sample(.dispatched)
    // 09:00 and four hours of work, with the noon break, is 15:00.
    let last = monday.adding(hours: 6)
    let move = CaseMove.object(reason: "不归我们办", whose: "物业")

    _ = try item.moved(move, by: actor(.handler), facts(at: last))
    #expect(throws: CaseRefusal.objectionLate(since: monday)) {
      try item.moved(
        move, by: actor(.handler), facts(at: Timestamp(milliseconds: last.rawValue + 1)))
    }
  }

  @Test func `an objection is decided once and for good`() throws {
    let objected = try sample(.objection)
    let rejected = try objected.moved(
      .decideObjection(upheld: false, reason: "公共路灯归供电所"), by: actor(.operator), facts())

    #expect(rejected.item.state == .dispatched)
    #expect(rejected.item.leadUnit == "power")
    #expect(throws: CaseRefusal.objectionDecided) {
      try rejected.item.moved(
        .object(reason: "还是不归我们", whose: "物业"), by: actor(.handler), facts())
    }
    var again = rejected.item
    again.state = .objection
    #expect(throws: CaseRefusal.objectionDecided) {
      try again.moved(
        .decideObjection(upheld: true, reason: "还是归物业吧"), by: actor(.operator), facts())
    }
  }

  @Test func `silence closes after two different days`() throws {
    let item = try sample(.verifying)
    let attempt = CaseMove.noteAttempt(words: "没人接")
    let close = CaseMove.close(Closing(basis: .silence))
    let first = try item.moved(attempt, by: actor(.supervisor), facts()).item
    let sameDay = try first.moved(
      attempt, by: actor(.supervisor), facts(at: monday.adding(hours: 14))
    ).item

    #expect(throws: CaseRefusal.attemptsMissing(needed: 2)) {
      try sameDay.moved(close, by: actor(.supervisor), facts())
    }
    let nextDay = try sameDay.moved(
      attempt, by: actor(.supervisor), facts(at: monday.adding(hours: 15))
    ).item
    let closed = try nextDay.moved(close, by: actor(.system), facts()).item
    #expect(closed.details.closing == .silence)
    #expect(closed.details.callBack == nil)
  }

  @Test(arguments: RefusalGround.allCases, RefusalChannel.allCases)
  func `each ground has its own channels`(ground: RefusalGround, channel: RefusalChannel) throws {
    let item = try sample()
    let move = CaseMove.refuse(.init(ground: ground, channel: channel, reason: "理由写在这里"))

    if ground.channels.contains(channel) {
      let refused = try item.moved(move, by: actor(.operator), facts())
      #expect(refused.isPublic && refused.text == "理由写在这里")
    } else {
      #expect(throws: CaseRefusal.wrongChannel(ground)) {
        try item.moved(move, by: actor(.operator), facts())
      }
    }
  }
}
