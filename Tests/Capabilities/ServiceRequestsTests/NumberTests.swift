import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Numbers as people read them out: short, in part, and the same again in another year.
struct NumberTests {
  /// The first of the same day in three years, then the second of the last; the newest first.
  private func filled(_ backend: Backend) async throws -> (town: Town, numbers: [CaseNumber]) {
    let town = try await Town(backend)
    var numbers: [CaseNumber] = []
    for days: Int64 in [0, 365, 366, 0] {
      town.clock.advance(days: days)
      town.clock.advance(minutes: 1)
      numbers.append(try await town.look(try await town.submit()).no)
    }
    return (town, numbers.reversed())
  }

  private func found(_ text: String, in town: Town) async throws -> [CaseNumber] {
    var query = CaseQuery()
    query.text = text
    return try await town.actions.list(query, for: .desk).items.map(\.no)
  }

  @Test(arguments: Backend.all)
  func `a number is found whole, short, with its year, and in part`(
    backend: Backend
  ) async throws {
    let (town, all) = try await filled(backend)
    #expect(all.map { $0.rawValue.suffix(7) } == ["W000002", "W000001", "W000001", "W000001"])
    #expect(Set(all.map { $0.short(prefix: "LL").prefix(7) }) == ["LL-0302"])
    let firsts = Array(all.dropFirst())

    for text in ["LL-0302-0001", "ll-0302-0001", "0302-0001", "LL-0302-1"] {
      #expect(try await found(text, in: town) == firsts, "\(text)")
    }
    for text in ["LL-0302", "LL-0302-", "LL-0302-00"] {
      #expect(try await found(text, in: town) == all, "\(text)")
    }
    for no in all {
      let begun = all.filter { $0.date == no.date }
      #expect(try await found(no.rawValue, in: town) == [no])
      #expect(try await found(no.short(prefix: "LL", in: 1900), in: town) == [no])
      #expect(try await found("LL-\(no.date.year)-0302", in: town) == begun)
      #expect(try await found(String(no.rawValue.prefix(15)), in: town) == begun)
    }
    for text in ["LL-0303", "LL-0302-0003", "LL-2025-0302", "LL-1332"] {
      #expect(try await found(text, in: town) == [], "\(text)")
    }
  }

  @Test(arguments: Backend.all)
  func `rooms and houses are words, not numbers`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.submit(.lamp { $0.text = "3-1201 和 0302-12 门前的灯不亮" })
    _ = try await town.submit(.lamp { $0.text = "别处的灯不亮" })
    let no = try await town.look(id).no

    for text in ["3-1201", "0302-12"] {
      #expect(try await found(text, in: town) == [no], "\(text)")
    }
  }

  @Test(arguments: Backend.all)
  func `what shows that a case is one's own is a number, not a part of one`(
    backend: Backend
  ) async throws {
    let (town, all) = try await filled(backend)
    let (engine, now) = (town.actions.engine, town.clock.now)
    func numbered(_ text: String) async throws -> Int {
      try await town.database.read { try engine.numbered(text, at: now, in: $0).count }
    }

    #expect(try await numbered("LL-0302-0001") == 3)
    #expect(try await numbered("LL-2027-0302-0001") == 1)
    #expect(try await numbered(all[0].rawValue) == 1)
    for text in ["LL-0302", "LL-0302-1", String(all[0].rawValue.prefix(15)), ""] {
      #expect(try await numbered(text) == 0, "\(text)")
    }
    #expect(try await town.actions.numbered("LL-0302", for: .desk).map(\.no) == all)
    #expect(try await town.actions.numbered("LL-0302", for: .hong).isEmpty)
    #expect(try await town.actions.numbered("路灯", for: .desk).isEmpty)
  }
}
