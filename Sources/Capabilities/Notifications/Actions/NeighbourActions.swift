import Contracts
import Kernel

/// Of which grid somebody hears what was found on patrol and is done there.
struct NeighbourActions: Sendable {
  let database: Database
  let directory: any CityDirectory

  /// Digits of a grid's code.
  private static let digits = 15

  func grids() async throws -> [CityPlan.Area] {
    try await directory.plan().areas.filter { $0.code.utf8.count == Self.digits }
  }

  func choices(of person: Identifier<Person>) async throws -> NeighbourStore.Choices {
    try await database.read { try NeighbourStore.choices(of: person, in: $0) }
  }

  /// Another grid in the place of the one before; nil for none any more.
  ///
  /// Throws `Problem(.invalid)` for what is no grid.
  func follow(_ grid: String?, by person: Identifier<Person>) async throws {
    if let grid, try await !grids().contains(where: { $0.code == grid }) {
      throw Problem(field: "grid", "neighbours.no-grid")
    }
    try await database.write { tx in
      guard let grid else { return try NeighbourStore.remove(person, in: tx) }
      try NeighbourStore.set(grid, of: person, in: tx)
    }
  }
}
