import Contracts
import Kernel

/// Of which areas and matters somebody hears what is reported and done there.
struct NeighbourActions: Sendable {
  let database: Database
  let directory: any CityDirectory
  let requests: any ServiceRequestDirectory

  typealias Alert = NeighbourStore.Alert

  /// Digits of a street's, a community's and a grid's code.
  private static let digits: Set<Int> = [9, 12, 15]
  /// Nobody lives in more places, and each is a row to match.
  static let most = 10

  func areas() async throws -> [CityPlan.Area] {
    try await directory.plan().areas.filter { Self.digits.contains($0.code.utf8.count) }
      .sorted { $0.code < $1.code }
  }

  func choices(of person: Identifier<Person>) async throws -> NeighbourStore.Choices {
    try await database.read { try NeighbourStore.choices(of: person, in: $0) }
  }

  /// One more; the same again changes nothing.
  ///
  /// Throws `Problem(.invalid)` for what is no area or type here, and for too many.
  func follow(
    _ area: String, about service: String? = nil, by person: Identifier<Person>
  ) async throws {
    guard try await areas().contains(where: { $0.code == area }) else {
      throw Problem(field: "area", "neighbours.no-area")
    }
    if let service, !requests.services.contains(service) {
      throw Problem(field: "service_code", "neighbours.no-type")
    }
    try await database.write { tx in
      guard try NeighbourStore.count(of: person, in: tx) < Self.most else {
        throw Problem([
          FieldError("area", "neighbours.too-many", values: ["n": String(Self.most)])
        ])
      }
      try NeighbourStore.add(Alert(area: area, service: service), of: person, in: tx)
    }
  }

  /// One less; nothing where there was none.
  func leave(_ alert: Alert, by person: Identifier<Person>) async throws {
    try await database.write { try NeighbourStore.remove(alert, of: person, in: $0) }
  }

  /// Ends what made this message come, with one tap on the message itself.
  ///
  /// Throws `Problem(.notFound)` for a message that is not the person's or no news of an area.
  func end(_ id: Identifier<Message>, by person: Identifier<Person>) async throws {
    try await database.write { tx in
      guard let message = try MessageStore.find(id, to: person, in: tx), message.kind == .area,
        let area = message.codes.area
      else { throw Problem(.notFound) }
      _ = try NeighbourStore.removeAll(
        of: person, in: area, about: message.codes.service ?? "", in: tx)
    }
  }
}
