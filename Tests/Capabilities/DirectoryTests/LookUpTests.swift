import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Directory

/// Who is told who sits where.
struct LookUpTests {
  /// Answers what it was asked for.
  private struct Everybody: PeopleDirectory {
    func cards(
      of people: [Identifier<Person>], in db: some Reading
    ) throws -> [Identifier<Person>: PersonCard] { [:] }

    func holding(
      _ permission: Permission, areas: [String], in db: some Reading
    ) throws -> [DutyPost] { [] }

    func onDuty(units: [String], areas: [String], in db: some Reading) throws -> [DutyPost] {
      (units.map(Scope.unit) + areas.map(Scope.area)).map { reach in
        DutyPost(person: Identifier(rawValue: "p"), name: "陈小满", post: "网格员", reach: reach)
      }
    }

    func phone(of person: Identifier<Person>, in db: some Reading) throws -> PhoneNumber? { nil }
  }

  @Test(arguments: Backend.all)
  func `grid workers are public, who sits in an office is for staff`(
    backend: Backend
  ) async throws {
    let (directory, database) = try await PlanTests.directory(backend)
    let lookUp = LookUp(database: database, directory: directory, people: Everybody())
    func reaches(_ viewer: Viewer) async throws -> Set<Scope> {
      Set(try await lookUp.onDuty(areas: ["990101001002011"], units: ["power"], for: viewer).keys)
    }

    #expect(try await reaches(.visitor) == [.area("990101001002011")])
    #expect(
      try await reaches(Viewer(person: Identifier(rawValue: "p"), post: "区调度员"))
        == [.area("990101001002011"), .unit("power")])
  }
}
