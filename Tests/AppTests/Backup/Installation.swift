import Casework
import Foundation
import Kernel
import KernelTesting
import PostgresDriver
import Testing

@testable import App
@testable import ServiceRequests

/// One installation as a machine has it: a folder with keys and files, and a database beside it.
struct Installation: Sendable {
  let backend: Backend
  let site: Site
  var settings: AppSettings
  /// Scratch; everything of the test lies in it.
  let folder: String

  static let phone = "13812342076"

  init(_ backend: Backend, in folder: String? = nil, key: String? = nil) throws {
    self.backend = backend
    let name = World.live.newID().filter { $0 != "-" }
    self.folder = folder ?? NSTemporaryDirectory() + "linli-backup-" + name
    let data = self.folder + "/" + name
    let key = key ?? (backend == .sqlite ? SitesFile.standard.key : "b" + name.suffix(20))
    site = Site(
      key: key, prefix: "", host: nil, region: "990101",
      name: Site.Name(chinese: "清河区", english: "Qinghe"))
    switch backend {
    case .sqlite:
      settings = AppSettings(dataDirectory: data, databaseURL: nil, environment: [:])
    case .postgres:
      let url = try #require(ProcessInfo.processInfo.environment["LINLI_TEST_POSTGRES"])
      settings = AppSettings(dataDirectory: data, databaseURL: url, environment: [:])
    }
    settings.postgresConnections = 3
  }

  /// An empty place of the same kind, for the same site.
  ///
  /// The schema is moved out of the way, because two of one name go into no database.
  /// `prepared`: it was made for us, as a database's keeper does.
  func elsewhere(prepared: Bool = false) async throws -> Installation {
    let place = try Installation(backend, in: folder, key: site.key)
    guard backend == .postgres else { return place }
    let old = "old_" + World.live.newID().filter { $0 != "-" }.suffix(20)
    let driver = try PostgresBackend.driver(schema: "site_" + site.key, connections: 1)
    let schema = "site_" + site.key
    try await driver.write { connection in
      try connection.script("ALTER SCHEMA \(schema) RENAME TO \(old)")
      if prepared { try connection.script("CREATE SCHEMA \(schema)") }
    }
    await driver.close()
    return place
  }

  func open(making: Bool = false) async throws -> OpenSite {
    try await OpenSite.open(site, settings: settings, making: making)
  }

  /// Migrated, with one filing that has a photo and a telephone.
  func made() async throws -> OpenSite {
    let open = try await open(making: true)
    _ = try await open.migrate()
    let photo = try await open.platform.files.put(Array("a photo".utf8))
    _ = try await open.file(0) { $0.photos = [photo.rawValue] }
    return open
  }

  func remove() throws { try FileManager.default.removeItem(atPath: folder) }
}

extension OpenSite {
  /// Files one request and answers its id.
  func file(_ number: Int, _ change: (inout Submission) -> Void = { _ in }) async throws -> String {
    var submission = Submission()
    submission.item = "street_light"
    submission.text = "第 \(number) 盏路灯三天没亮了，老人晚上出门怕摔"
    submission.area = "990101001001011"
    submission.address = "柳巷 12 号"
    submission.phone = Installation.phone
    change(&submission)
    return try await city.requests.actions.submit(
      submission, by: Viewer(person: Identifier(rawValue: "p\(number)")),
      key: CommandKey("k\(number)", by: "p\(number)", for: submission.text)
    ).id
  }

  /// What the first filing's sealed telephone says under this site's keys.
  func firstPhone() async throws -> String {
    let row = try await platform.database.read { db in
      try db.row("SELECT id, contact_sealed FROM cases ORDER BY ref LIMIT 1")
    }
    let first = try #require(row)
    let id: Identifier<Case> = try first.get("id")
    return try Sealed(rawValue: try first.get("contact_sealed")).open(
      in: CaseEngine.contactPlace(of: id), keys: platform.keys)
  }
}
