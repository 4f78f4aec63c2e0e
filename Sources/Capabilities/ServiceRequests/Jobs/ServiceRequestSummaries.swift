import Casework
import Civics
import Contracts
import Kernel

/// Answers what other capabilities may ask about a request.
struct ServiceRequestSummaries: ServiceRequestDirectory {
  let engine: CaseEngine
  let keys: SecretKeys

  var services: [String] { ServiceCatalogue.shipped.services.map(\.code) }

  func summary(of request: String, in db: some Reading) throws -> ServiceRequestSummary? {
    let id = Identifier<Case>(rawValue: request)
    guard let item = try engine.findBySystem(id, in: db) else { return nil }
    return ServiceRequestSummary(
      id: request, number: item.no.rawValue, service: item.service, item: item.item,
      area: item.place.area, state: item.state.rawValue, leadUnit: item.leadUnit,
      level: item.level?.rawValue, outcome: item.outcome?.rawValue,
      dueAt: try engine.runningDue(of: id, in: db), owedAt: item.dueAt,
      reporter: item.reporter.person, supporters: try engine.supporters(of: id, in: db),
      callers: try engine.callers(of: id, in: db).map {
        ServiceRequestSummary.Caller(request: $0.id.rawValue, number: $0.no)
      },
      isImported: item.isImported, isShared: item.isShared,
      isProactive: item.source.isProactive)
  }

  func phoneLeft(with request: String, in db: some Reading) throws -> PhoneNumber? {
    let id = Identifier<Case>(rawValue: request)
    return try engine.contactLeft(with: id, in: db)
      .map { try PhoneNumber($0.open(in: CaseEngine.contactPlace(of: id), keys: keys)) }
  }
}
