import Casework
import Civics
import Kernel
import Testing

/// Who decides whose a case is, once it has come back too often (ADR 28).
struct ArbiterTests {
  @Test func `what came back twice is an arbiter's, who did not send it, and nobody's after`()
    throws
  {
    let object = CaseMove.object(reason: "不归我们办", whose: "物业")
    let uphold = CaseMove.decideObjection(upheld: true, reason: "确实归物业管")
    var item = try sample(.dispatched)
    item.details.returns = 1
    let second = try item.moved(object, by: actor(.handler), facts()).item
    #expect(!second.needsArbiter)
    let back = try second.moved(uphold, by: actor(.operator), facts()).item
    #expect(back.details.returns == 2 && back.details.objectionsBy == ["someone"])

    var third = back
    third = try third.moved(
      .dispatch(Assignment(level: .district, unit: "water")), by: actor(.operator), facts()
    ).item
    let asked = try third.moved(object, by: actor(.handler), facts())
    #expect(asked.clocks == [.start(.decide, facts().table.decide, owner: CaseDesk.approval)])
    #expect(throws: CaseRefusal.notYours(.decideObjection)) {
      try asked.item.moved(uphold, by: actor(.operator), facts())
    }
    #expect(throws: CaseRefusal.decidedBefore) {
      try asked.item.moved(uphold, by: actor(.operator, .approver), facts())
    }
    let arbiter = CaseActor(id: "arbiter", roles: [.approver])
    #expect(asked.item.possibleMoves(by: arbiter).contains(.decideObjection))
    #expect(!asked.item.possibleMoves(by: actor(.approver)).contains(.decideObjection))

    for upheld in [true, false] {
      var last = try asked.item.moved(
        .decideObjection(upheld: upheld, reason: "就归自来水管"), by: arbiter, facts()
      ).item
      #expect(last.details.isArbitrated == true)
      if upheld {
        last = try last.moved(
          .dispatch(Assignment(level: .district, unit: "gas")), by: actor(.operator), facts()
        ).item
      } else {
        last.details.objection = nil
      }
      #expect(throws: CaseRefusal.returnsUsedUp) {
        try last.moved(object, by: actor(.handler), facts())
      }
    }
  }
}
