import Civics
import Contracts
import Gateways
import KernelTesting
import Synchronization
import Testing

@testable import Kernel
@testable import Notifications

/// Intent, call and outcome, with a failure at every statement: nothing is lost, and nothing is sent
/// twice.
///
/// Each failure has a message of its own, all in one town.
struct SenderFailureTests {
  private struct Course: Sendable {
    let name: String
    /// Functions whose statements are among those that fail.
    let covers: [String]
    var fault: FaultScript.Fault?
    var isRefused = false
    var to = Neighbourhood.reporter
    let least: Int
  }

  /// What the carrier does, and how far the delivery comes.
  private static let courses = [
    Course(
      name: "taken", covers: ["Sender.deliver", "Sender.note"], least: 6),
    Course(
      name: "refused", covers: ["Sender.deliver", "Sender.settle"], isRefused: true, least: 8),
    Course(
      name: "unreachable", covers: ["Sender.deliver", "Sender.send"], fault: .unreachable,
      least: 4),
    Course(
      name: "answer lost", covers: ["Sender.deliver", "Sender.send"], fault: .successThenLost,
      least: 4),
    Course(
      name: "nobody to reach", covers: ["Sender.deliver"], to: Neighbourhood.supporter, least: 3),
  ]

  @Test(arguments: Backend.all)
  func `whatever fails in between, one text goes out and its course goes on`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend, channels: [.mail, .voice])
    // No report of the carrier: the next step waits for its time.
    town.sms.onReport { _ in }
    let address = try #require(MailAddress("huifang@example.cn"))
    let keys = town.keys
    try await town.database.write { tx in
      try AddressStore.put(address, of: Neighbourhood.reporter, keys: keys, in: tx)
    }
    let version = Mutex(10)

    for course in Self.courses {
      let calls = Mutex(0)
      let sender =
        course.isRefused
        ? Neighbourhood.capability(
          town.database, Refusing(), keys: keys, parties: town.parties.gateways
        ).sender : town.capability.sender
      let statements = try await eachFailureMadeGood(
        "\(course.name): \(course.covers.joined(separator: ", "))",
        of: { id, database in try await sender.deliver(id, database) },
        each: {
          let number = version.withLock { number in
            number += 1
            return number
          }
          let id = try await Self.notice(number, to: course.to, town)
          if let fault = course.fault { town.script.append([fault]) }
          calls.withLock { $0 = town.sms.sent.count }
          return id
        },
        leaving: { id in
          let before = calls.withLock { $0 }
          return try await Self.state(id, town) + ["texts \(town.sms.sent.count - before)"]
        }, in: town.database)
      #expect(statements >= course.least, "\(course.name)")
    }
  }

  @Test(arguments: Backend.all)
  func `the next channel is begun whole or not at all`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend, channels: [.mail, .voice])
    town.sms.onReport { _ in }
    let id = try await Self.notice(5, to: Neighbourhood.reporter, town)
    try await town.capability.sender.deliver(id, town.database)

    let statements = try await eachFailure(
      "Sender.fallBack", of: { try await town.capability.sender.fallBack(id, $0) },
      in: town.database)

    // The delivery, its newest step, the chains, the next one and its job.
    #expect(statements == 5)
    #expect(try await Self.state(id, town).prefix(2) == ["0 sms sent", "1 mail waiting"])
  }

  /// What the law wants told, as the first delivery of one message.
  private static func notice(
    _ version: Int, to person: Identifier<Person>, _ town: Neighbourhood
  ) async throws -> Identifier<DeliveryStore.Attempt> {
    try await town.tell(
      Neighbourhood.moved("refuse", from: "submitted", to: "refused", version: version, unit: nil))
    let id = try await town.database.read { db in
      try db.row(
        """
        SELECT d.id FROM message_deliveries d JOIN messages m ON m.id = d.message
        WHERE m.person = \(person) AND m.dedupe_key LIKE \("%:v\(version):%")
        """)?.get("id", as: String.self)
    }
    return Identifier(rawValue: try #require(id))
  }

  /// Deliveries of the message as `step channel state`, and which jobs wait for them.
  private static func state(
    _ id: Identifier<DeliveryStore.Attempt>, _ town: Neighbourhood
  ) async throws -> [String] {
    try await town.database.read { db in
      // The first delivery has the message's own id.
      let deliveries = try db.rows(
        """
        SELECT id, step, channel, state FROM message_deliveries WHERE message = \(id.rawValue)
        ORDER BY step
        """)
      var lines = try deliveries.map { row in
        "\(try row.get("step", as: Int64.self)) \(try row.get("channel", as: String.self)) "
          + (try row.get("state", as: String.self))
      }
      for row in deliveries {
        let key = "%:" + (try row.get("id", as: String.self))
        lines += try db.rows(
          "SELECT name FROM jobs WHERE unique_key LIKE \(key) ORDER BY name"
        ).map { try $0.get("name", as: String.self) }
      }
      return lines
    }
  }
}

/// A carrier that declines whatever it is given.
private struct Refusing: SMSGateway {
  func send(_ message: SMSMessage) async throws -> SMSReceipt {
    throw GatewayFault.refused(code: "blocked")
  }

  func receipt(for key: String) async throws -> SMSReceipt? { nil }
}
