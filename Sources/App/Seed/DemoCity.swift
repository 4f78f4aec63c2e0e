import Civics
import Directory
import Identity
import Kernel
import ServiceRequests
import Supervision

/// The made-up demo city: 桐荫街道, in the region of the site.
///
/// All people, units and texts are invented. A second run changes nothing; one after a broken run
/// fills in what is missing, since the last account is made when everything else is there.
public enum DemoCity {
  static let password = "tongyin-2026"

  /// What was made, as lines for the person at the keyboard.
  public static func seed(
    _ open: OpenSite, resources: String,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> [String] {
    let city = open.city
    let known = try await city.accounts.staffLines()
    guard !known.contains(where: { $0.hasPrefix(DemoStaff.last.login + " ") }) else {
      return ["The demo city is already here; nothing was changed."]
    }
    let grids = try Basemap.load(resources).grids
    let plan = DemoPlan(open.site.region)
    try await city.directory.save(plan.plan(grids))
    let roster = DemoRoster(grids, plan)
    let files = [
      ("posts.csv", roster.posts), ("shifts.csv", roster.shifts), ("rules.csv", roster.rules),
    ]
    for (name, text) in files {
      let report = try await city.registers.bring(
        Array(text.utf8), named: name, isComplete: false, onlyChecked: false, in: .english)
      guard !report.isRefused else { throw DemoRosterRefused(lines: report.lines) }
    }
    // One hash for all: the password is public, and each hash takes a tenth of a second.
    let hash = try await city.accounts.hash(password: password, for: DemoStaff.last.login)
    let cast = try await people(open, grids, plan, hash)
    try await city.requests.seedDemo(
      cast, now: open.platform.database.world.now(),
      grids: grids.map { (plan.code(of: $0), $0.latitude, $0.longitude) }, progress: progress)
    try await city.supervision.seedDemo(
      editor: cast.supervisor, signer: cast.approver, now: open.platform.database.world.now())
    _ = try await add(DemoStaff.last, hash, to: city.accounts)
    return logins
  }

  public static var logins: [String] {
    ["Staff sign in at /sign-in/staff, password \(password):"]
      + (DemoStaff.named() + [DemoStaff.last]).map {
        "  \($0.login)  \($0.post.chinese) \($0.name)"
      }
      + [
        "Residents sign in by phone, the code shows on the page: "
          + DemoStaff.residents.map(\.phone).joined(separator: ", ")
      ]
  }

  /// Everybody, made or found.
  private static func people(
    _ open: OpenSite, _ grids: [Basemap.Grid], _ plan: DemoPlan, _ hash: PasswordHash
  ) async throws -> DemoCast {
    let accounts = open.city.accounts
    var viewers: [String: Viewer] = [:]
    let members =
      DemoStaff.named(plan) + DemoStaff.others(plan) + DemoStaff.gridWorkers(grids, plan)
    for member in members {
      viewers[member.login] = try await viewer(try await add(member, hash, to: accounts), open)
    }
    var neighbours: [Viewer] = []
    for resident in DemoStaff.residents {
      let person = try await accounts.addResident(
        name: resident.name, phone: try PhoneNumber(resident.phone))
      neighbours.append(try await viewer(person, open))
    }
    func member(_ login: String) -> Viewer { viewers[login] ?? .visitor }
    let workers = grids.map { grid in
      (plan.code(of: grid), member(DemoStaff.login(of: grid.number)))
    }
    return DemoCast(
      residents: neighbours, dispatcher: member("dispatcher"), approver: member("chief"),
      supervisor: member("supervisor"),
      gridWorkers: Dictionary(workers, uniquingKeysWith: { first, _ in first }), handlers: viewers)
  }

  /// The account, made or found.
  private static func add(
    _ member: DemoStaff.Member, _ hash: PasswordHash, to accounts: AccountActions
  ) async throws -> Identifier<Person> {
    if let known = try await accounts.person(login: member.login) { return known }
    return try await accounts.addStaff(
      login: member.login, name: member.name, post: member.post, hash: hash, role: member.role,
      scope: member.scope)
  }

  private static func viewer(
    _ person: Identifier<Person>, _ open: OpenSite
  ) async throws -> Viewer {
    let viewers = open.city.viewers
    return try await open.platform.database.read { try viewers.viewer(of: person, in: $0) }
  }
}
