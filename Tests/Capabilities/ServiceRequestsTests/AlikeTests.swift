import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// What a resident is shown before the same is reported once more, and what joining does.
struct AlikeTests {
  /// A ten-thousandth of a degree of latitude is 11 m.
  private static func place(_ shift: Double = 0) -> CasePlace {
    CasePlace(
      area: Town.grid, point: Coordinate(latitude: 49.4567 + shift, longitude: 117.7012))
  }

  private static func taken(_ town: Town, _ submission: Submission) async throws -> Town.ID {
    let id = try await town.submit(submission)
    try await town.move(id, (.accept, .desk))
    return id
  }

  @Test(arguments: Backend.all)
  func `at most three of its type are shown, the most alike first, with how far they are`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    for shift in [0.0001, 0.0002, 0.0003] {
      _ = try await Self.taken(
        town,
        .lamp {
          ($0.text, $0.latitude, $0.address) = ("灯杆歪了，快倒了", 49.4567 + shift, "别处 \(shift)")
        })
    }
    let same = try await Self.taken(
      town, .lamp { ($0.latitude, $0.address) = (49.4567 + 0.0004, "北头") })
    _ = try await Self.taken(
      town, .lamp { ($0.latitude, $0.address) = (49.4567 + 0.0009, "太远") })

    let count = QueryCount()
    let found = try await QueryCount.counting(in: count) {
      try await town.actions.alike(
        .lamp { $0.text = "12 号楼前路灯不亮，三天了" }, at: Self.place())
    }

    #expect(found.count == 3 && count.value == 1)
    #expect(found.first?.item.id == same && found.first?.metres == 44)
    #expect(found.dropFirst().map(\.metres) == [11, 22])
  }

  @Test(arguments: Backend.all)
  func `another type is shown for the same words only, and unread words tell nothing`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let rubbish = Submission.lamp {
      ($0.service, $0.item) = ("city_appearance", "rubbish")
    }
    let id = try await town.submit(rubbish)
    let shown = { (text: String) in
      try await town.actions.alike(.lamp { $0.text = text }, at: Self.place()).map(\.item.id)
    }
    #expect(try await shown("12 号楼前路灯不亮。三天了，老人出门怕摔。") == [])

    try await town.move(id, (.accept, .desk))
    #expect(try await shown("12 号楼前路灯不亮。三天了，老人出门怕摔。") == [id])
    #expect(try await shown("楼道里堆着旧沙发") == [])
  }

  @Test(arguments: Backend.all)
  func `another kind of its type is shown for words in common only`(backend: Backend) async throws {
    let town = try await Town(backend)
    let cover = try await Self.taken(
      town,
      .lamp {
        $0.item = "manhole"
        ($0.text, $0.address) = ("井盖翘起来了，反复冒污水", "南头")
      })
    let pole = try await Self.taken(
      town,
      .lamp {
        $0.item = "manhole"
        ($0.text, $0.address) = ("12 号楼前路灯边上井盖翘着", "北头")
      })

    let found = try await town.actions.alike(
      .lamp { $0.text = "12 号楼前路灯不亮，三天了" }, at: Self.place())
    #expect(found.map(\.item.id) == [pole])
    let same = try await town.actions.alike(
      .lamp { ($0.item, $0.text) = ("manhole", "冒水了") }, at: Self.place())
    #expect(Set(same.map(\.item.id)) == [cover, pole])
  }

  @Test(arguments: Backend.all)
  func `how far around is looked is the type's own`(backend: Backend) async throws {
    let town = try await Town(backend)
    let noise = { (shift: Double) in
      Submission.lamp {
        ($0.service, $0.item) = ("city_appearance", "noise")
        $0.text = "工地夜里施工，孩子睡不好觉"
        ($0.latitude, $0.address) = (49.4567 + shift, "\(shift)")
      }
    }
    let id = try await Self.taken(town, noise(0.001))
    _ = try await Self.taken(town, .lamp { ($0.latitude, $0.address) = (49.4577, "灯") })

    #expect(try await town.actions.alike(noise(0), at: Self.place()).map(\.item.id) == [id])
    #expect(try await town.actions.alike(.lamp(), at: Self.place()).isEmpty)
    town.clock.advance(days: 8)
    #expect(try await town.actions.alike(noise(0), at: Self.place()).isEmpty)
  }

  @Test(arguments: Backend.all)
  func `who joins brings words and photos for staff alone, whole or not at all`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await Self.taken(town, .lamp { $0.isPublic = true })

    let statements = try await eachFailure(
      "ServiceRequestActions.join",
      of: { database in
        _ = try await town.actions.on(database).join(
          id, bringing: "我家门口的也灭了", photos: ["mine"], by: .hong, key: nil)
      }, in: town.database)

    #expect(statements >= 6)
    #expect(try await town.look(id).supporters == 1)
    let staff = try await town.actions.dossier(id, for: .desk)
    #expect(staff.events.contains { $0.words == "我家门口的也灭了" && $0.role == .neighbour })
    #expect(staff.files.map(\.file.rawValue) == ["mine"])
    for viewer in [Viewer.ming, .hong, .visitor] {
      let (seen, _) = try await town.actions.dossierOrShared(id, for: viewer)
      #expect(!seen.events.contains { $0.words == "我家门口的也灭了" })
    }
    await #expect(throws: CaseRefusal.supportedAlready) {
      _ = try await town.actions.join(id, bringing: "", photos: [], by: .hong, key: nil)
    }
  }

  @Test(arguments: Backend.all)
  func `the fifth who joins is told to those who operate, once`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await Self.taken(town, .lamp { $0.isPublic = true })
    let told = {
      try await town.database.read { db in
        try db.rows(
          "SELECT name FROM outbox WHERE name = \(ServiceRequestEvents.ManyJoined.name)"
        ).count
      }
    }
    for number in 1...4 {
      try await town.move(id, (.support, .resident("r\(number)")))
    }
    #expect(try await told() == 0)
    // A merged report counts like one who joined.
    let repeated = try await town.submit(.lamp(), by: .resident("r5"))
    try await town.move(repeated, (.merge(into: id), .desk))
    #expect(try await told() == 1)
    try await town.move(id, (.support, .resident("r6")))
    #expect(try await told() == 1)
  }

  @Test func `likeness is of pairs of characters, whatever stands between them`() {
    let one = Likeness("12 号楼前路灯不亮")
    #expect(one.shared(with: Likeness("１２号楼前，路灯不亮！")) == 1)
    #expect(one.shared(with: Likeness("")) == 0 && one.shared(with: Likeness("停水")) == 0)
    let half = one.shared(with: Likeness("路灯不亮，请来修"))
    #expect(half > 0.2 && half < 0.8)
  }

  @Test func `a table that finds nothing is no table`() throws {
    let from = try #require(LocalDate(year: 2026, month: 1, day: 1))
    #expect(DuplicateBook([]) == nil)
    #expect(DuplicateBook([DuplicateTable(from: from, metres: 0)]) == nil)
    #expect(DuplicateBook([DuplicateTable(from: from, own: ["noise": 5000])]) == nil)
    let table = DuplicateBook.shipped.table(on: from)
    #expect(table.alert(from: 4, to: 5) == 5 && table.alert(from: 5, to: 6) == nil)
    #expect(table.alert(from: 3, to: 12) == 10)
  }
}
