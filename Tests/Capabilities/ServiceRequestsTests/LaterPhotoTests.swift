import Casework
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Photos that come later, with words or alone.
struct LaterPhotoTests {
  private func photos(_ names: [String]) -> [Identifier<CaseFile>] {
    names.map { Identifier(rawValue: $0) }
  }

  @Test(arguments: Backend.all)
  func `they hang on the case, for those who may see it`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress)

    try await town.move(
      id, (.addWords("现在是这样", audience: .reporter, photos: photos(["now"])), .ming))

    let dossier = try await town.actions.dossier(id, for: .power)
    #expect(dossier.files.map(\.file.rawValue) == ["now"])
    let line = try #require(dossier.events.last)
    #expect(line.data["photos"] == "1" && dossier.files.first?.at == line.at)
    let now: Identifier<CaseFile> = Identifier(rawValue: "now")
    #expect(try await town.actions.maySee(now, as: .ming))
    #expect(try await town.actions.maySee(now, as: .power))
    #expect(try await town.actions.maySee(now, as: .hong) == false)
  }

  @Test(arguments: Backend.all)
  func `eleven are too many, and one that never arrived is told`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress)
    let before = try await TableDump(of: town.database)
    let eleven = photos((1...11).map { "p\($0)" })

    await #expect(
      throws: Problem(field: "photos", "mistake.too-many-photos", values: ["n": "11"])
    ) {
      try await town.move(id, (.addWords("看", audience: .reporter, photos: eleven), .ming))
    }
    await #expect(
      throws: Problem(field: "photos", "mistake.photo-failed", values: ["n": "2"])
    ) {
      try await town.move(
        id, (.addWords("看", audience: .reporter, photos: photos(["a", "missing"])), .ming))
    }
    #expect(before.changes(to: try await TableDump(of: town.database)) == [])
  }
}
