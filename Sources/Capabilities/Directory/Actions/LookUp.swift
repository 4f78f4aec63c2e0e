import Contracts
import Kernel

/// Looks up places and offices, and who answers for them now.
struct LookUp: Sendable {
  let database: Database
  let directory: PlanDirectory
  let people: any PeopleDirectory

  /// Everybody on duty there, by the scope of the post; one query.
  ///
  /// What a grid worker is called has to be posted publicly; who sits in an office has not.
  func onDuty(
    areas: [String], units: [String], for viewer: Viewer
  ) async throws -> [Scope: [DutyPost]] {
    let isStaff = viewer.post != nil
    let posts = try await database.read { db in
      try people.onDuty(units: isStaff ? units : [], areas: areas, in: db)
    }
    return Dictionary(grouping: posts, by: \.reach)
  }
}
