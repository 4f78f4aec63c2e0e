import Casework
import Civics
import Contracts
import Kernel

/// Answers what supervision counts with.
struct ServiceRequestFigures: ServiceRequestFactsAsking {
  let engine: CaseEngine

  func facts(of requests: [String], in db: some Reading) throws -> [ServiceRequestFacts] {
    try engine.figures(of: requests.map(Identifier<Case>.init(rawValue:)), in: db)
      .map(ServiceRequestFacts.init)
  }

  func ids(after id: String, limit: Int, in db: some Reading) throws -> [String] {
    try engine.ids(after: id, limit: limit, in: db)
  }
}

extension ServiceRequestFacts {
  fileprivate init(_ figure: CaseFigure) {
    let item = figure.item
    self.init(
      id: item.id.rawValue, number: item.no.rawValue, service: item.service,
      classCode: item.classCode, requestKind: item.requestKind.rawValue, area: item.place.area,
      state: item.state.rawValue, isOpen: item.state.isOpen, submittedAt: item.submittedAt)
    self.item = item.item
    (isImported, isProactive) = (item.isImported, item.source.isProactive)
    isRestricted = item.confidentiality == .restricted
    isDuplicate = item.duplicateOf != nil
    (isPart, isSplit) = (item.isPart, item.details.parts != nil)
    (unit, firstUnit) = (item.leadUnit, figure.firstUnit)
    proposedUnit = figure.proposedUnit
    (outcome, closing) = (item.outcome?.rawValue, item.details.closing?.rawValue)
    ground = item.details.refusal?.ground.rawValue
    dispatchedAt = figure.firstDispatchAt
    (contactDueAt, contactedAt) = (figure.contactDueAt, figure.contactedAt)
    (handleDueAt, handledAt) = (figure.handleDueAt, figure.handledAt)
    (closedAt, dueAt) = (item.closedAt, item.dueAt)
    let answers = item.details.callBack ?? item.details.rating?.answers
    isContacted = answers?.contacted
    (isSolved, isSatisfied) = (answers?.solved, answers?.satisfied)
    (returns, reassignments) = (item.details.returns ?? 0, figure.reassignments)
    (escalations, reworks) = (figure.escalations, item.details.reworks ?? 0)
    supporters = item.supporters
  }
}
