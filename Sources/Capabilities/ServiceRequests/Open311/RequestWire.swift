import Casework
import Civics
import Contracts
import Kernel

/// A request as the standard has it: the published view, and nobody's name, number or picture.
struct RequestWire {
  let plan: CityPlan
  let words: Words
  let language: Language
  /// Whether the caller asked for what is not in the standard.
  var isExtended = false

  func list(_ requests: [SharedCase]) -> Wire { .list("request", requests.map(one)) }

  private func one(_ shared: SharedCase) -> Wire {
    let item = shared.item
    let isOpen = item.state.isOpen
    let unit = item.leadUnit.flatMap { plan.unit($0)?.name(in: language) }
    var members: [Wire.Member] = [
      .init("service_request_id", item.id.rawValue),
      .init("status", isOpen ? "open" : "closed"),
      .init("status_notes", notes(on: item)),
      .init("service_name", text("service." + item.service)),
      .init("service_code", item.service),
      .init("description", item.body.isEmpty ? item.title : item.body),
      .init("agency_responsible", unit), .init("service_notice", nil as String?),
      .init("requested_datetime", item.submittedAt.description),
      .init("updated_datetime", item.stateSince.description),
      .init("expected_datetime", isOpen ? item.dueAt?.description : nil),
      .init("address", item.place.address), .init("address_id", item.place.area),
      .init("zipcode", nil as String?),
      .init("lat", (item.place.point?.latitude).map(Wire.number) ?? .nothing),
      .init("long", (item.place.point?.longitude).map(Wire.number) ?? .nothing),
      // Pictures stay here until faces and plates are covered (docs/adr/0023).
      .init("media_url", nil as String?),
    ]
    if isExtended { members.append(.init("extended_attributes", extended(shared))) }
    return .object(members)
  }

  /// What came of it, or why not; else where it stands.
  private func notes(on item: Case) -> String {
    let state = text(item.state.look.word(forResident: true))
    if let refusal = item.details.refusal, item.state == .refused {
      return [
        CodeWords.refusalGrounds.text(refusal.ground.rawValue, words, language),
        CodeWords.refusalChannels.text(refusal.channel.rawValue, words, language), refusal.reason,
      ].joined(separator: " · ")
    }
    if let parking = item.details.parking, item.state == .parked {
      let cause = CodeWords.parkingCauses.text(parking.cause.rawValue, words, language)
      return [state, cause, parking.plan].joined(separator: " · ")
    }
    guard let result = item.resultText, item.state.isAnswered || item.state == .closed else {
      return state
    }
    return result
  }

  private func extended(_ shared: SharedCase) -> Wire {
    let item = shared.item
    return .object([
      .init("number", item.no.rawValue), .init("title", item.title),
      .init("detailed_status", item.state.rawValue), .init("outcome", item.outcome?.rawValue),
      .init("item_code", item.item), .init("class_code", item.classCode),
      .init("urgency", item.urgency.rawValue),
      .init("supporters", .number(Double(item.supporters))),
      .init("closed_datetime", item.closedAt?.description),
      .init("is_own", .flag(shared.isOwn)),
      .init(
        "duplicate_of", item.state == .merged ? item.duplicateOf?.rawValue : nil),
    ])
  }

  /// Steps as the updates extension has them.
  func updates(_ steps: [SharedStep]) -> Wire {
    .list(
      "request_update",
      steps.map { step in
        let state = text(step.to.look.word(forResident: true))
        var members: [Wire.Member] = [
          .init("update_id", step.id), .init("service_request_id", step.item.rawValue),
          .init("status", step.to.isOpen ? "open" : "closed"),
          .init("updated_datetime", step.at.description),
          .init("description", step.words ?? state), .init("media_url", nil as String?),
        ]
        if isExtended {
          members.append(.init("detailed_status", step.to.rawValue))
          members.append(.init("move", step.move.rawValue))
        }
        return .object(members)
      })
  }

  private func text(_ key: String) -> String { words.text(key, in: language) }
}
