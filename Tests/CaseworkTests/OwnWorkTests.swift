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

  @Test func `so is who solved it on the spot`() throws {
    let item = try sample(.filed).moved(.solveOnSite(result), by: actor(.fieldWorker), facts()).item

    #expect(item.details.resultsBy == ["someone"])
  }
}
