import Casework
import Contracts
import Kernel
import KernelTesting

@testable import ServiceRequests

/// One site with its people, a clock that stands still, and requests brought to any state.
struct Town: Sendable {
  let clock: TestClock
  var actions: ServiceRequestActions

  static let district = "150703"
  static let grid = "150703001001011"

  init(_ backend: Backend) async throws {
    let clock = TestClock()
    let world = World.fixed(clock)
    let database = try await backend.database(
      KernelMigrations.all, CaseMigrations.all,
      MigrationSet(
        owner: "service_requests",
        [
          DraftStore.migration, SentFileStore.migration, LimitTableStore.migration,
          HotSpotStore.migration, CoverStore.migration, OutsideStore.migration,
        ]),
      world: world)
    guard let keys = SecretKeys.fresh(world: world) else { throw NoKeys() }
    let site = Site(
      key: "test", prefix: "", host: nil, region: Self.district,
      name: .init(chinese: "测试区", english: "Test"))
    self.clock = clock
    actions = ServiceRequestActions(
      database: database, keys: keys, site: site, hasFile: { $0.rawValue != "missing" })
  }

  var database: Database { actions.database }

  struct NoKeys: Error {}
}

/// A site whose plan names nothing.
struct NoPlaces: CityDirectory {
  func plan() async throws -> CityPlan { CityPlan(units: [], areas: []) }
}

/// Who acts in these tests.
extension Viewer {
  static let ming = resident("ming")
  static let hong = resident("hong")
  static let desk = staff(
    "desk", [.dispatchRequests, .revealContacts, .coverPhotos], .area("150703"))
  static let centre = staff(
    "centre", [.dispatchRequests, .seeRestrictedRequests], .area("150703"))
  static let patrol = staff("patrol", [.patrolRequests, .handleRequests], .area(Town.grid))
  static let community = staff("community", [.handleRequests], .area("150703001001"))
  static let district = staff("district", [.handleRequests], .area("150703"))
  static let leader = staff("leader", [.handleRequests, .approveRequests], .area("150703"))
  static let power = staff("power", [.handleRequests], .unit("power"))
  static let water = staff("water", [.handleRequests], .unit("water"))
  static let approver = staff("approver", [.approveRequests], .everything)
  static let supervisor = staff("supervisor", [.superviseRequests], .everything)
  /// Of the unit that does the work, with the supervising permission all the same.
  static let ownSupervisor = Viewer(
    person: Identifier(rawValue: "own"),
    grants: [
      Grant([.superviseRequests], in: .everything), Grant([.handleRequests], in: .unit("power")),
    ])

  static func resident(_ name: String) -> Viewer { Viewer(person: Identifier(rawValue: name)) }

  static func staff(_ name: String, _ permissions: Set<Permission>, _ scope: Scope) -> Viewer {
    Viewer(person: Identifier(rawValue: name), grants: [Grant(permissions, in: scope)])
  }
}

extension Submission {
  /// A street lamp at a house, with a telephone.
  static func lamp(_ change: (inout Submission) -> Void = { _ in }) -> Submission {
    var submission = Submission()
    submission.service = "public_facilities"
    submission.item = "street_light"
    submission.text = "12 号楼前路灯不亮。三天了，老人出门怕摔。"
    submission.area = Town.grid
    submission.address = "柳巷 12 号楼"
    (submission.latitude, submission.longitude) = (49.4567, 117.7012)
    submission.phone = "13812342076"
    change(&submission)
    return submission
  }
}

extension CaseResult {
  static let lit = CaseResult(
    outcome: .solved, text: "换了灯头和线，试过灯，这段路的另外两盏也查过了。", reporterConfirms: true)
}
