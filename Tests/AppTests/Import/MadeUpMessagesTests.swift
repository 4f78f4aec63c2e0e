import Casework
import Foundation
import Kernel
import KernelTesting
import Synchronization
import Testing

@testable import App
@testable import Rights
@testable import ServiceRequests

/// Made-up files of public messages: what is wrong with a row costs that row and nothing else.
struct MadeUpMessagesTests {
  private static let head = "id,user,subject,time,text,reply,replied_at\n"
  private static let good = """
    1,甲,路灯不亮,2015-03-02T08:00:00+08:00,柳巷口的路灯坏了三天,已派人修好,2015-03-05T10:00:00+08:00
    2,乙,井盖松动,2015-03-03T08:00:00+08:00,车一过就响,,
    3,丙,路灯不亮,2015-03-04T08:00:00+08:00,柳巷口的路灯坏了三天,,

    """

  private static func run(
    _ text: String, into city: TestCity
  ) async throws -> PublicMessages.Report {
    try await run(Array(text.utf8), into: city)
  }

  private static func run(
    _ bytes: [UInt8], into city: TestCity
  ) async throws -> PublicMessages.Report {
    try await city.open.city.requests.publicMessages.run(
      [("messages_with_replies.csv", bytes)]
    ) { _, _ in }
  }

  private static func sweep(_ city: TestCity) async throws {
    city.clock.advance(days: 400)
    try await city.database.write {
      try Commands.sweep(olderThanDays: Housekeeping.commandDays, in: $0)
    }
  }

  @Test(arguments: Backend.all)
  func `a second import changes nothing, whatever was swept between`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)

    let first = try await Self.run(Self.head + Self.good, into: city)
    try await Self.sweep(city)
    let before = try await TableDump(of: city.database)
    let second = try await Self.run(Self.head + Self.good, into: city)

    #expect(first.filed == 3 && first.answered == 1 && first.repeats == 1 && first.known == 0)
    #expect(second.filed == 0 && second.answered == 0 && second.repeats == 0)
    #expect(second.known == 3 && second.bad == [])
    #expect(before.changes(to: try await TableDump(of: city.database)) == [])
  }

  @Test(arguments: Backend.all)
  func `what came in stays, is dated today in the audit, and fits a verifier at once`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    _ = try await city.file(as: TestCity.resident)
    try await city.open.sealAudit()
    city.clock.advance(minutes: 1)
    let today = city.clock.now

    _ = try await Self.run(Self.head + Self.good, into: city)
    let audited = try await city.database.read { db in
      try db.rows(
        "SELECT action, at FROM audit_entries WHERE at >= \(today) ORDER BY action"
      ).map { try $0.get("action", as: String.self) }
    }
    #expect(audited.filter { $0 == "service_request.submit" }.count == 3)
    #expect(audited.filter { $0 == "service_request.imported" }.count == 1)
    let report = try await city.open.verifyAudit()
    #expect(report.faults == [])

    let before = try await city.words()
    _ = try await city.open.city.rights.retention.run()
    city.clock.advance(days: 4000)
    _ = try await city.open.city.rights.retention.run()
    #expect(before.count == 3)
    #expect(try await city.words() == before)
  }

  @Test(arguments: Backend.all, 1...7)
  func `a write that has to wait is done later, and counted all the same`(
    backend: Backend, write: Int
  ) async throws {
    let city = try await TestCity.open(backend)
    let crowded = CrowdedDriver(city.database.driver, fails: write)
    let requests = city.open.city.requests.actions.on(
      Database(driver: crowded, world: city.database.world))

    let report = try await PublicMessages(actions: requests).run(
      [("messages_with_replies.csv", Array((Self.head + Self.good).utf8))]
    ) { _, _ in }

    #expect(crowded.writes > write)
    #expect(report.filed == 3 && report.answered == 1 && report.repeats == 1)
    #expect(report.known == 0 && report.bad == [])
    #expect(try await city.count("cases") == 3)
  }

  @Test(arguments: Backend.all)
  func `a reply that comes later closes what was filed before`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    _ = try await Self.run(Self.head + Self.good, into: city)
    let answered = Self.good.replacing("车一过就响,,", with: "车一过就响,已加固,2015-03-09T08:00:00+08:00")

    let second = try await Self.run(Self.head + answered, into: city)

    #expect(second.filed == 0 && second.answered == 1 && second.known == 3 && second.bad == [])
    #expect(try await city.ids(in: [.closed]).count == 2)
  }

  @Test(arguments: Backend.all)
  func `a row that changed is listed, and the rest goes in`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    _ = try await Self.run(Self.head + Self.good, into: city)
    let changed =
      Self.good.replacing("车一过就响", with: "车一过就晃").replacing("已派人修好", with: "不修")
      + "4,丁,垃圾,2015-03-05T08:00:00+08:00,没有人收,,\n"

    let second = try await Self.run(Self.head + changed, into: city)

    #expect(second.filed == 1 && second.known == 1)
    #expect(second.bad.map(\.line).sorted() == [2, 3])
    #expect(second.bad.allSatisfy { $0.reason.contains("differs") })
    #expect(try await city.count("cases") == 4)
  }

  @Test(arguments: Backend.all)
  func `bad rows are listed with line and reason, and the rest goes in`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let bad = [
      "5,甲,开引号,2015-03-02T08:00:00+08:00,\"没有合上,,",
      "6,甲,引号后有字,2015-03-02T08:00:00+08:00,\"完\"了,,",
      "7,甲,将来,2199-01-01T08:00:00+08:00,还没到,,",
      "8,甲,将来的答复,2015-03-02T08:00:00+08:00,问,答,2199-01-01T08:00:00+08:00",
      "9,甲,少一列,2015-03-02T08:00:00+08:00,问,",
      "1,甲,编号重复,2015-03-02T08:00:00+08:00,问,,",
      ",甲,没有编号,2015-03-02T08:00:00+08:00,问,,",
      "10,甲,不是时间,昨天,问,,",
      "11,甲,先答后问,2015-03-02T08:00:00+08:00,问,答,2015-03-01T08:00:00+08:00",
    ]
    var bytes = Array((Self.head + Self.good + bad.joined(separator: "\n") + "\n12,甲,").utf8)
    bytes += [0xC3, 0x28] + Array(",2015-03-02T08:00:00+08:00,坏字节,,\n".utf8)
    bytes += Array("13,甲,最后,2015-03-02T08:00:00+08:00,照收,,\n".utf8)

    let report = try await Self.run(bytes, into: city)

    #expect(report.filed == 4 && report.answered == 1)
    #expect(report.bad.map(\.line) == Array(5...14), "\(report.bad)")
    #expect(Set(report.bad.map(\.file)) == ["messages_with_replies.csv"])
    #expect(try await city.count("cases") == 4)
  }

  @Test func `a file that is there and cannot be read is told`() throws {
    let folder = try ScratchFolder.make()
    #expect(throws: MessageFilesFault.none(folder)) { try MessageFiles.load(from: folder) }
    try FileManager.default.createDirectory(
      atPath: folder + "/messages.csv", withIntermediateDirectories: true)
    try Data(Self.head.utf8).write(
      to: URL(fileURLWithPath: folder + "/messages_with_replies.csv"))

    #expect(throws: MessageFilesFault.unreadable(folder + "/messages.csv")) {
      try MessageFiles.load(from: folder)
    }
  }
}

/// Has no connection for one of the writes.
private final class CrowdedDriver: Driver {
  private let base: any Driver
  private let fails: Int
  private let seen = Mutex(0)

  init(_ base: any Driver, fails: Int) {
    self.base = base
    self.fails = fails
  }

  var writes: Int { seen.withLock { $0 } }
  var dialect: Dialect { base.dialect }

  func read<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try await base.read(body)
  }

  func write<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    let number = seen.withLock { seen in
      seen += 1
      return seen
    }
    if number == fails { throw StoreError.unavailable }
    return try await base.write(body)
  }

  func backup(to path: String) async throws { try await base.backup(to: path) }
  func close() async { await base.close() }
}

extension TestCity {
  /// Title, words and result of what was imported.
  fileprivate func words() async throws -> [String] {
    try await database.read { db in
      try db.rows(
        """
        SELECT title || '/' || body || '/' || COALESCE(result_text, '') AS words FROM cases
        WHERE is_imported ORDER BY ref
        """
      ).map { try $0.get("words") }
    }
  }
}
