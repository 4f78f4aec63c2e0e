import Casework
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests

/// The state table walked by the demo logins with the roles as they are shipped: no dead ends.
struct ShippedRoleTests {
  /// Everybody who signs in with a login, and one resident.
  struct Cast {
    let actions: ServiceRequestActions
    let staff: [(login: String, viewer: Viewer)]
    let resident: Viewer

    init(_ city: TestCity) async throws {
      actions = city.open.city.requests.actions
      var staff: [(login: String, viewer: Viewer)] = []
      for member in DemoStaff.named() + [DemoStaff.last] {
        staff.append((member.login, try await city.viewer(member.login)))
      }
      self.staff = staff
      resident = try await city.viewer(TestCity.resident)
    }

    /// Logins that may make the move now.
    func movers(_ kind: CaseMove.Kind, _ id: Identifier<Case>) async throws -> [String] {
      var found: [String] = []
      for (login, viewer) in staff where try await moves(of: viewer, id).contains(kind) {
        found.append(login)
      }
      return found
    }

    func moves(of viewer: Viewer, _ id: Identifier<Case>) async throws -> [CaseMove.Kind] {
      do { return try await actions.dossier(id, for: viewer).moves } catch let problem as Problem {
        #expect(problem.kind == .notFound)
        return []
      }
    }

    func viewer(_ login: String) throws -> Viewer {
      try #require(staff.first { $0.login == login }?.viewer)
    }

    /// Made by the first login that may.
    func make(_ move: CaseMove, on id: Identifier<Case>) async throws {
      let mover = try #require(try await movers(move.kind, id).first, "nobody may \(move.kind)")
      _ = try await actions.move(
        id, move, expecting: nil, by: try viewer(mover), key: nil)
    }
  }

  static let result = CaseResult(
    outcome: .solved, text: "换了灯头和线，试过灯，这段路的另外两盏也查过了。", reporterConfirms: true)

  static func filed(_ city: TestCity, _ cast: Cast) async throws -> Identifier<Case> {
    let id = Identifier<Case>(
      rawValue: try await city.file(as: TestCity.resident).service_request_id)
    try await cast.make(.accept, on: id)
    try await cast.make(
      .file(Filing(classCode: "housing_urban", urgency: .normal, limit: nil)), on: id)
    return id
  }

  /// Who works at each level, in the place of the report.
  static let workers: [CaseLevel: [String]] = [
    .grid: ["grid"], .community: ["community"], .street: ["street"], .district: ["dispatcher"],
    .leader: ["chief"],
  ]

  @Test(arguments: Backend.all, CaseLevel.allCases)
  func `whoever a case is sent to can work on it to the end`(
    backend: Backend, level: CaseLevel
  ) async throws {
    let city = try await TestCity.open(backend)
    let cast = try await Cast(city)
    let id = try await Self.filed(city, cast)
    try await cast.make(.dispatch(Assignment(level: level)), on: id)

    let workers = try #require(Self.workers[level])
    #expect(try await cast.movers(.start, id) == workers)
    #expect(try await cast.movers(.object, id) == workers)
    let desk = try await cast.actions.desk(CaseQuery(), of: try cast.viewer(workers[0]))
    #expect(desk.items.map(\.id) == [id])
    try await cast.make(.start(words: nil), on: id)
    for kind in [CaseMove.Kind.contact, .askExtension, .report] {
      #expect(try await cast.movers(kind, id) == workers)
    }
    _ = try await cast.actions.revealContact(id, by: try cast.viewer(workers[0]))
    try await cast.make(.askExtension(amount: 1, reason: "要等施工许可"), on: id)
    // Leaders' cases are the chief's, who decides on time as well: on their own wish by taking it
    // back.
    let isGranted = level != .leader
    try await cast.make(.decideExtension(granted: isGranted, reason: "按许可的时间来定"), on: id)
    try await cast.make(.report(Self.result), on: id)
    try await cast.make(.startVerifying, on: id)
    try await cast.make(.rework(reason: "灯还是不亮"), on: id)
    #expect(try await cast.movers(.start, id) == workers)
    try await cast.make(.start(words: nil), on: id)
    try await cast.make(.report(Self.result), on: id)
    try await cast.make(.startVerifying, on: id)
    let answers = CallBack(contacted: true, solved: true, satisfied: true)
    try await cast.make(.close(Closing(basis: .answers, answers: answers)), on: id)
  }

  @Test(arguments: Backend.all)
  func `each escalation is taken over a level higher, or sent elsewhere`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let cast = try await Cast(city)
    let id = try await Self.filed(city, cast)
    try await cast.make(.dispatch(Assignment(level: .grid)), on: id)
    try await cast.make(.start(words: nil), on: id)
    for level in CaseLevel.allCases.dropFirst() {
      try await cast.make(.escalate(reason: "这一级解决不了", unit: nil), on: id)
      #expect(try await cast.movers(.takeOver, id) == Self.workers[level])
      #expect(try await cast.movers(.reassign, id).contains("dispatcher"))
      try await cast.make(.takeOver, on: id)
    }

    let other = try await Self.filed(city, cast)
    try await cast.make(.dispatch(Assignment(level: .street, unit: "power")), on: other)
    // Led by a unit, it is nobody else's to work on.
    #expect(try await cast.movers(.start, other) == ["power"])
    try await cast.make(.start(words: nil), on: other)
    try await cast.make(.escalate(reason: "要区里出钱", unit: nil), on: other)
    #expect(try await cast.movers(.takeOver, other) == ["dispatcher"])
    try await cast.make(
      .reassign(Assignment(level: .street, unit: "works"), reason: "这件归城建办管"), on: other)
    #expect(try await cast.movers(.start, other) == ["works"])
  }

  /// What moves nothing on.
  static let idle: Set<CaseMove.Kind> = [
    .addWords, .nudge, .support, .correct, .setCoUnits, .contact, .noteAttempt, .rate,
    .ask, .answer, .askOutside, .revokeOutside,
  ]

  @Test(arguments: Backend.all)
  func `in every open state of the demo city some login has the next move`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let cast = try await Cast(city)
    try await city.seedCases()

    for state in CaseState.allCases where state.isOpen {
      let ids = try await city.ids(in: [state])
      #expect(!ids.isEmpty)
      for id in ids {
        var next: Set<CaseMove.Kind> = []
        for (_, viewer) in cast.staff {
          next.formUnion(try await cast.moves(of: viewer, Identifier(rawValue: id)))
        }
        #expect(!next.subtracting(Self.idle).isEmpty, "\(state) \(id)")
      }
    }
  }
}
