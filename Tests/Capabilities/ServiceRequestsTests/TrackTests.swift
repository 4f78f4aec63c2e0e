import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Looking up by number: only with the receipt's code, or what is one's own.
struct TrackTests {
  /// Everybody's telephone.
  struct Phones: PeopleDirectory {
    var numbers: [Identifier<Person>: String] = [:]

    func cards(
      of people: [Identifier<Person>], in db: some Reading
    ) throws -> [Identifier<Person>: PersonCard] { [:] }
    func holding(
      _ permission: Permission, areas: [String], in db: some Reading
    ) throws -> [DutyPost] { [] }

    func onDuty(units: [String], areas: [String], in db: some Reading) throws -> [DutyPost] { [] }
    func phone(of person: Identifier<Person>, in db: some Reading) throws -> PhoneNumber? {
      try numbers[person].map { try PhoneNumber($0) }
    }
  }

  private func tracking(_ town: Town) -> TrackActions {
    TrackActions(
      actions: town.actions,
      people: Phones(numbers: [
        Identifier(rawValue: "ming"): "13812342076", Identifier(rawValue: "hong"): "13900001111",
      ]))
  }

  @Test(arguments: Backend.all)
  func `number and code show it, in the short form too; either alone is not found`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let tracking = tracking(town)
    let id = try await town.submit(by: .visitor)
    let other = try await town.submit(by: .visitor)
    let no = try await town.look(id).no
    let code = try ReceiptCode(of: id, keys: town.actions.keys).text
    let foreign = try ReceiptCode(of: other, keys: town.actions.keys).text

    #expect(try await tracking.find(no.rawValue, code: code) == id)
    #expect(try await tracking.find(no.short(prefix: "LL"), code: code.lowercased()) == id)
    #expect(
      try await tracking.find(no.rawValue, code: " " + code.replacing("-", with: " ")) == id)
    for (number, code) in [
      (no.rawValue, foreign), (no.rawValue, ""), (no.rawValue, "0000-0000"), ("LL-0101-0001", code),
      ("", code), ("不是编号", code),
    ] {
      await #expect(throws: Problem(.notFound)) { try await tracking.find(number, code: code) }
    }
  }

  @Test(arguments: Backend.all)
  func `the code shows progress without people and pictures`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(
      in: .inProgress, .lamp { $0.photos = ["photo"] })
    try await town.move(
      id, (.addWords("只给同事看的话", audience: .staff), .power),
      (.addWords("上报人自己的话", audience: .reporter), .ming))
    let item = try await town.look(id)
    let code = try ReceiptCode(of: id, keys: town.actions.keys).text

    let dossier = try await tracking(town).dossier(item.no.rawValue, code: code)

    #expect(dossier.files.isEmpty && dossier.moves.isEmpty && dossier.roles.isEmpty)
    #expect(dossier.item.reporter.person == nil && dossier.item.reporter.contactMasked == nil)
    #expect(!dossier.events.contains { $0.words == "只给同事看的话" })
    #expect(dossier.events.contains { $0.words == "上报人自己的话" })
    #expect(dossier.events.allSatisfy { $0.actor == nil })
  }

  @Test(arguments: Backend.all)
  func `what was filed with one's telephone and no name becomes one's own, others' does not`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let tracking = tracking(town)
    let id = try await town.submit(by: .visitor)
    let no = try await town.look(id).no.rawValue

    await #expect(throws: Problem(.notFound)) { try await tracking.find(no, by: .hong) }
    await #expect(throws: Problem(.signInNeeded)) { try await tracking.find(no, by: .visitor) }
    #expect(try await town.look(id).reporter.person == nil)

    #expect(try await tracking.find(no, by: .ming) == id)
    #expect(try await town.look(id).reporter.person == Viewer.ming.person)
    #expect(try await town.actions.dossier(id, for: .ming).roles.contains(.reporter))
    let lines = try await town.database.read { db in
      try db.number("SELECT COUNT(*) FROM audit_entries WHERE action = 'service_request.claimed'")
    }
    #expect(lines == 1)
    await #expect(throws: Problem(.notFound)) { try await tracking.find(no, by: .hong) }
    // A second look is no second claim.
    #expect(try await tracking.find(no, by: .ming) == id)
  }

  @Test(arguments: Backend.all)
  func `a case that has its reporter is nobody else's, whatever telephone is in it`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.submit(.lamp { $0.phone = "13900001111" }, by: .ming)
    let no = try await town.look(id).no.rawValue

    await #expect(throws: Problem(.notFound)) {
      try await tracking(town).find(no, by: .hong)
    }
    #expect(try await town.look(id).reporter.person == Viewer.ming.person)
  }

  @Test func `codes differ, hold no letter that is misread, and outlive a change of keys`() throws {
    let world = World.fixed()
    let keys = try #require(SecretKeys.fresh(world: world))
    let ids = (0..<200).map { Identifier<Case>(rawValue: "case-\($0)") }
    let codes = try ids.map { try ReceiptCode(of: $0, keys: keys).text }

    #expect(Set(codes).count == codes.count)
    let form = #/[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/#
    #expect(codes.allSatisfy { $0.wholeMatch(of: form) != nil })
    #expect(ReceiptCode.fits(codes[0], ids[0], keys: keys))
    #expect(!ReceiptCode.fits(codes[0], ids[1], keys: keys))

    let key = try #require(SecretKeys.Key.make(.lookup, world: .fixed(TestClock(), seed: 9)))
    let renewed = try #require(keys.adding(key))
    #expect(try ReceiptCode(of: ids[0], keys: renewed).text != codes[0])
    #expect(ReceiptCode.fits(codes[0], ids[0], keys: renewed))
  }
}
