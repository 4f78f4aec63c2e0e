import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// What those see who neither reported a case nor work on it.
struct PublicViewTests {
  private let photo: Identifier<CaseFile> = Identifier(rawValue: "one")

  @Test(arguments: Backend.all)
  func `joining opens no photos and no words of the reporter`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(
      in: .inProgress, .lamp { ($0.isPublic, $0.photos) = (true, ["one"]) })
    try await town.move(
      id, (.addWords("我家就在旁边", audience: .reporter), .ming), (.support, .hong),
      (.report(.lit), .power))

    let (dossier, isShared) = try await town.actions.dossierOrShared(id, for: .hong)

    #expect(isShared && dossier.isJoined && dossier.files.isEmpty && dossier.moves.isEmpty)
    #expect(!dossier.events.contains { $0.words == "我家就在旁边" })
    #expect(dossier.item.resultText == CaseResult.lit.text)
    #expect(try await town.actions.maySee(photo, as: .hong) == false)
    #expect(try await town.actions.maySee(photo, as: .ming))
    await #expect(throws: Problem(.notFound)) { try await town.actions.dossier(id, for: .hong) }
    let stranger = try await town.actions.dossierOrShared(id, for: .resident("lan"))
    #expect(!stranger.dossier.isJoined)
  }

  @Test(arguments: Backend.all, [Confidentiality.staff, .restricted])
  func `what is no longer public keeps its words from those who joined it`(
    backend: Backend, level: Confidentiality
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(
      in: .inProgress, .lamp { ($0.isPublic, $0.photos) = (true, ["one"]) })
    var correction = Correction()
    correction.confidentiality = level
    try await town.move(
      id, (.support, .hong), (.correct(correction), .centre), (.report(.lit), .power))

    let (dossier, _) = try await town.actions.dossierOrShared(id, for: .hong)

    #expect(dossier.item.state == .reported && dossier.item.resultText == CaseResult.lit.text)
    #expect(dossier.item.title.isEmpty && dossier.item.body.isEmpty)
    #expect(dossier.item.place.address.isEmpty && dossier.item.place.point == nil)
    #expect(dossier.files.isEmpty)
    let row = try #require(try await town.actions.joined(CaseQuery(), by: .hong).items.first)
    #expect(row.id == id && row.photo == nil && (row.title + row.excerpt).isEmpty)
    #expect(try await town.actions.maySee(photo, as: .hong) == false)
    await #expect(throws: Problem(.notFound)) {
      try await town.actions.dossierOrShared(id, for: .resident("lan"))
    }
  }

  @Test(arguments: Backend.all)
  func `whose report was merged sees how the other one goes, not what it says`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let main = try await town.submit(.lamp { ($0.isPublic, $0.photos) = (false, ["one"]) })
    let other = try await town.submit(.lamp(), by: .hong)
    try await town.move(other, (.merge(into: main), .desk))

    let (dossier, _) = try await town.actions.dossierOrShared(main, for: .hong)

    #expect(dossier.item.id == main && dossier.item.body.isEmpty && dossier.files.isEmpty)
    #expect(try await town.actions.maySee(photo, as: .hong) == false)
    let tracking = TrackActions(actions: town.actions, people: TrackTests.Phones())
    let no = try await town.look(main).no.rawValue
    #expect(try await tracking.find(no, by: .hong) == main)
  }

  @Test(arguments: Backend.all)
  func `the note of a dispatch is for the staff`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .filed, .lamp { $0.isPublic = true })
    let note = "上报人态度不好，注意说话"
    try await town.move(
      id, (.dispatch(Assignment(level: .district, unit: "power", words: note)), .desk))
    let actions = town.actions
    let engine = actions.engine

    let outside = [
      try await actions.dossier(id, for: .ming),
      try await actions.dossierOrShared(id, for: .hong).dossier,
      try await actions.dossierOrShared(id, for: .visitor).dossier,
      try await town.database.read { try engine.followedDossier(id, in: $0) },
    ]
    for dossier in outside {
      #expect(dossier.events.last?.move == .dispatch)
      #expect(dossier.events.allSatisfy { $0.words != note })
    }
    for viewer in [Viewer.power, .desk, .supervisor] {
      #expect(try await actions.dossier(id, for: viewer).events.last?.words == note)
    }
  }

  @Test(arguments: Backend.all)
  func `numbers that lead to a person are blotted out and not searched`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(
      in: .inProgress,
      .lamp {
        $0.isPublic = true
        $0.title = "找张师傅 13912345678"
        $0.text = String(repeating: "灯", count: 70) + "身份证 152103199001011234，12 号楼"
        $0.address = "柳巷 12 号楼，电话 139 1234 5678"
      })
    try await town.move(
      id, (.addWords("请打 13912345678", audience: .reporter), .power), (.support, .hong))
    let shared = { (text: String?) in
      var query = CaseQuery()
      query.text = text
      return try await town.actions.shared(query).items
    }

    for viewer in [Viewer.visitor, .hong] {
      let (dossier, _) = try await town.actions.dossierOrShared(id, for: viewer)
      let item = dossier.item
      let texts = [item.title, item.body, item.place.address] + dossier.events.compactMap(\.words)
      #expect(texts.joined().count { $0.isNumber } == 4, "\(texts)")
    }
    let row = try #require(try await shared(nil).first)
    #expect((row.title + row.excerpt).allSatisfy { !$0.isNumber })
    for text in ["13912345678", "5678", "1391", "139 1234 5678", "1521", "９１２３"] {
      #expect(try await shared(text).isEmpty, "\(text)")
    }
    for text in ["柳巷 12", "张师傅", "12 号楼"] {
      #expect(try await shared(text).map(\.id) == [id], "\(text)")
    }
    var query = CaseQuery()
    query.text = "5678"
    #expect(try await town.actions.list(query, for: .supervisor).items.map(\.id) == [id])
    #expect(try await town.actions.dossier(id, for: .ming).item.title == "找张师傅 13912345678")
  }
}
