import Kernel
import KernelTesting
import Testing

@testable import App

/// The table of `docs/access.md`, and what must hold whatever it says.
struct AccessTests {
  @Test(arguments: Backend.all)
  func `every door answers everybody as docs/access says`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let table = try await AccessTable(city)

    let rows = try await table.rows()

    #expect(Golden.difference(AccessTable.markdown(rows), from: "access.md", in: "docs") == nil)
    #expect(city.log.failures == [])
    #expect(rows.count > 80)
    try await Self.checkAgainstRoles(rows, city)
  }

  /// A door whose permission the caller does not hold never opens, and none for signed-in people
  /// opens to a visitor.
  private static func checkAgainstRoles(
    _ rows: [AccessTable.Row], _ city: TestCity
  ) async throws {
    for (index, caller) in AccessTable.callers.enumerated() where !caller.isProgram {
      let viewer =
        if let login = caller.login { try await city.viewer(login) } else { Viewer.visitor }
      for row in rows where !row.entry.access.admits(viewer) {
        #expect(
          row.answers[index] != .opens, "\(caller.title) \(row.entry.method) \(row.entry.path)")
      }
    }
  }

  @Test func `the three administrations share no door that acts`() async throws {
    let city = try await TestCity.open(.sqlite)
    var opened: [String: Set<String>] = [:]
    for login in ["admin", "security", "auditor"] {
      let viewer = try await city.viewer(login)
      opened[login] = Set(
        city.places[0].router.entries.filter { entry in
          guard entry.method == "POST" else { return false }
          switch entry.access {
          case .everyone, .known, .signedIn: return false
          case .can, .canAny: return entry.access.admits(viewer)
          }
        }.map(\.path))
    }
    let (admin, security, auditor) = (
      opened["admin"] ?? [], opened["security"] ?? [], opened["auditor"] ?? []
    )

    #expect(admin.count >= 4 && security.count >= 5 && auditor.count == 2)
    #expect(admin.isDisjoint(with: security) && auditor.isDisjoint(with: admin.union(security)))
    // None of them works on cases.
    for path in admin.union(security).union(auditor) {
      #expect(
        !["/cases/", "/console/cases/", "/desk/", "/callbacks/"].contains { path.hasPrefix($0) })
    }
  }
}
