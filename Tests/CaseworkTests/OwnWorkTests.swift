import Casework
import Kernel
import Testing

/// Those who did the work are remembered, because somebody else has to check it.
struct OwnWorkTests {
  private let result = CaseResult(outcome: .explained, text: result20)

  @Test func `who told a result is remembered once, in every round`() throws {
    var item = try sample(.inProgress)

    item = try item.moved(.report(result), by: actor(.handler), facts()).item
    #expect(item.details.resultsBy == ["someone"])
    item.state = .inProgress
    item = try item.moved(.report(result), by: actor(.handler), facts()).item
    #expect(item.details.resultsBy == ["someone"])
    item.state = .inProgress
    item = try item.moved(
      .report(result), by: CaseActor(id: "other", roles: [.handler]), facts()
    ).item
    #expect(item.details.resultsBy == ["someone", "other"])
  }

  @Test func `who asks for time does not grant it, whatever else they are`() throws {
    let chief = CaseActor(id: "chief", roles: [.handler, .approver])
    let other = CaseActor(id: "other", roles: [.approver])
    let asked = try sample(.inProgress).moved(
      .askExtension(amount: 1, reason: "配件后天才到"), by: chief, facts()
    ).item
    #expect(asked.details.extensionAsked?.by == "chief")

    for granted in [true, false] {
      let decision = CaseMove.decideExtension(granted: granted, reason: "配件确实还没有到")
      #expect(try asked.moved(decision, by: other, facts()).item.state == .inProgress)
    }
    let grant = CaseMove.decideExtension(granted: true, reason: "配件确实还没有到")
    #expect(throws: CaseRefusal.ownAsking) { try asked.moved(grant, by: chief, facts()) }
    // Where nobody else approves, a case would stand still for ever.
    let back = CaseMove.decideExtension(granted: false, reason: "配件已经到了，接着办")
    #expect(try asked.moved(back, by: chief, facts()).item.state == .inProgress)
    // What was asked before it was kept who asked is decided as it was.
    var old = asked
    let text = #"{"amount":1,"reason":"配件后天才到"}"#
    old.details.extensionAsked = try JSONText.decode(
      CaseDetails.ExtensionAsked.self, from: text)
    #expect(try old.moved(grant, by: chief, facts()).item.state == .inProgress)
  }

  @Test func `so is who solved it on the spot`() throws {
    let item = try sample(.filed).moved(.solveOnSite(result), by: actor(.fieldWorker), facts()).item

    #expect(item.details.resultsBy == ["someone"])
  }
}
