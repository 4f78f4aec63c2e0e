import Casework
import Kernel
import KernelTesting
import Language
import Testing

@testable import ServiceRequests

/// Hot spots of the site's own cases: what is counted, and who sees it.
struct HotSpotTests {
  private func actions(_ town: Town) -> HotSpotActions {
    HotSpotActions(database: town.database, engine: town.actions.engine)
  }

  private func viewer(_ name: String) -> Viewer { .resident(name) }

  /// Three people of one lane on one matter, one on another.
  private func file(_ town: Town, _ text: String, by name: String) async throws -> Town.ID {
    let id = try await town.submit(.lamp { $0.text = text }, by: viewer(name))
    town.clock.advance(minutes: 60 * 24)
    return id
  }

  private func smoke(_ town: Town) async throws -> [Town.ID] {
    [
      try await file(town, "柳巷花园楼下餐馆油烟直排，家里全是油烟味。", by: "a"),
      try await file(town, "柳巷花园夜宵烧烤油烟太大，油烟直排到楼上。", by: "b"),
      try await file(town, "餐馆油烟直排柳巷花园，没有烟道，油烟味很重。", by: "c"),
    ]
  }

  @Test(arguments: Backend.all)
  func `a count takes the place of the one before`(backend: Backend) async throws {
    let town = try await Town(backend)
    let ids = try await smoke(town)
    _ = try await town.submit(
      .lamp { ($0.text, $0.address) = ("公交车站没有站牌，外地人找不到车。", "柳巷口公交站") }, by: viewer("d"))
    let spots = actions(town)

    #expect(try await spots.count() == 1)
    #expect(try await spots.count() == 1)
    let all = try await spots.list(for: .desk)
    let entry = try #require(all.first)

    #expect(all.count == 1)
    #expect(entry.spot.id == ids[0] && ids.contains(entry.spot.central))
    #expect(entry.spot.name == "柳巷 12 号楼")
    #expect(entry.spot.parts.voices == 3 && entry.spot.parts.days == 3)
    #expect(entry.spot.countedAt == town.clock.now)
    let detail = try await spots.find(ids[0], for: .supervisor)
    #expect(detail.items.map(\.id) == ids.reversed() && detail.hidden == 0)

    // Nothing of it is left once the weeks are over.
    town.clock.advance(days: 31)
    #expect(try await spots.count() == 0)
    #expect(try await spots.list(for: .desk).isEmpty)
  }

  @Test(arguments: Backend.all)
  func `restricted, refused and withdrawn reports are not counted`(backend: Backend) async throws {
    let town = try await Town(backend)
    let ids = try await smoke(town)
    var correction = Correction()
    correction.confidentiality = .restricted
    try await town.move(ids[0], (.correct(correction), .centre))
    try await town.move(ids[1], (.withdraw(reason: nil), viewer("b")))

    #expect(try await actions(town).count() == 0)
  }

  @Test(arguments: Backend.all)
  func `what was merged has one voice, and heats its spot once`(backend: Backend) async throws {
    let town = try await Town(backend)
    let ids = try await smoke(town)
    let spots = actions(town)
    try await spots.count()
    let before = try #require(try await spots.list(for: .desk).first).spot

    try await town.move(ids[1], (.merge(into: ids[0]), .desk))
    try await town.move(ids[2], (.merge(into: ids[0]), .desk))
    #expect(try await town.look(ids[0]).supporters == 2)
    try await spots.count()
    let after = try #require(try await spots.list(for: .desk).first).spot
    #expect(after.parts == before.parts && after.heat == before.heat)

    // Who joins without a report of their own is one more.
    try await town.move(ids[0], (.accept, .desk), (.support, viewer("d")))
    try await spots.count()
    #expect(try #require(try await spots.list(for: .desk).first).spot.parts.likes == 1)
  }

  @Test(arguments: Backend.all)
  func `each sees the hot spots of their own area, residents none`(backend: Backend) async throws {
    let town = try await Town(backend)
    let ids = try await smoke(town)
    let spots = actions(town)
    try await spots.count()
    let elsewhere = Viewer.staff("elsewhere", [.dispatchRequests], .area("150703002"))

    for stranger in [elsewhere, .ming, .visitor, viewer("a")] {
      #expect(try await spots.list(for: stranger).isEmpty)
      await #expect(throws: Problem(.notFound)) { _ = try await spots.find(ids[0], for: stranger) }
    }
    await #expect(throws: Problem(.notFound)) { _ = try await spots.find(ids[1], for: .desk) }
  }

  @Test(arguments: Backend.all)
  func `what became restricted since is not shown to whom it is closed`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let ids = try await smoke(town)
    let spots = actions(town)
    try await spots.count()
    let central = try #require(try await spots.list(for: .desk).first).spot.central
    let other = try #require(ids.first { $0 != central })
    var correction = Correction()
    correction.confidentiality = .restricted
    try await town.move(other, (.correct(correction), .centre))

    let detail = try await spots.find(ids[0], for: .desk)
    #expect(detail.items.count == 2 && detail.hidden == 1)
    #expect(try await spots.find(ids[0], for: .centre).items.count == 3)

    try await town.move(central, (.correct(correction), .centre))
    #expect(try await spots.list(for: .desk).isEmpty)
    await #expect(throws: Problem(.notFound)) { _ = try await spots.find(ids[0], for: .desk) }
  }

  @Test(arguments: Backend.all)
  func `a count is whole or not at all`(backend: Backend) async throws {
    let town = try await Town(backend)
    _ = try await smoke(town)

    let statements = try await eachFailure(
      "HotSpotActions.count",
      of: { database in
        try await HotSpotActions(database: database, engine: town.actions.engine).count()
      }, in: town.database)

    #expect(statements >= 6)
    #expect(try await actions(town).list(for: .desk).count == 1)
  }
}

/// What supervision is told of an answer before it calls.
struct ReplyHintTests {
  private func gaps(_ reply: String?) -> [String]? {
    ReplyReader().gaps(
      title: "柳巷 12 号楼前路灯不亮", body: "路灯不亮三天了，什么时候能修好？",
      at: Timestamp(milliseconds: 1_780_000_000_000), reply: reply
    )?.map(\.rawValue)
  }

  @Test func `an answer without a date is told, no answer and a whole one are not`() throws {
    #expect(gaps(nil) == nil && gaps("") == nil)
    let undated = "经现场核查，柳巷12号楼前2盏路灯因线路老化不亮，按照规定由供电所维修，将尽快更换线路，电话0470-0000000，请居民们留意。"
    #expect(gaps(undated) == ["date"])
    #expect(gaps(undated.replacing("将尽快", with: "将于6月2日")) == [])
  }

  @Test func `each gap is a sentence in both languages`() throws {
    let sentences = try ReplySentences()
    for language in [Language.chinese, .english] {
      for line in sentences.lines(ReplyGap.allCases, in: language) {
        #expect(!line.hasPrefix("reply.gap."))
      }
    }
    #expect(sentences.text([.date, .contact], in: .chinese) == "答复没有提到期限；答复没有留电话或者办事地点")
  }
}
