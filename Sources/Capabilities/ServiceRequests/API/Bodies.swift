import Casework
import Civics
import Kernel

/// What the wire brings for a new request; names follow Open311.
struct SubmissionBody: Codable {
  let service_code: String?
  let item_code: String?
  let title: String?
  let description: String?
  let address_string: String?
  let area_code: String?
  let lat: Double?
  let long: Double?
  let phone: String?
  let is_anonymous: Bool?
  let hides_from_handler: Bool?
  let is_public: Bool?
  let photos: [String]?
  let found_on_patrol: Bool?
  let season_code: String?

  var submission: Submission {
    Submission(
      title: title, text: description ?? "", service: service_code, item: item_code,
      area: area_code, address: address_string ?? "", latitude: lat, longitude: long,
      phone: phone, isAnonymous: is_anonymous ?? false,
      hidesFromHandler: hides_from_handler ?? false,
      isPublic: is_public ?? true,
      photos: photos ?? [], source: found_on_patrol == true ? .inspection : .api,
      season: season_code)
  }
}

/// What the wire brings for a move: its code, the version that was looked at, its answers.
struct MoveBody: Codable {
  let move: String
  let version: Int?
  let reason: String?
  let text: String?
  let class_code: String?
  let urgency: String?
  let limit_amount: Int?
  let limit_unit: String?
  let level: String?
  let unit: String?
  let co_units: [String]?
  let ground: String?
  let channel: String?
  let into: String?
  let whose: String?
  let upheld: Bool?
  let granted: Bool?
  let amount: Int?
  let cause: String?
  let plan: String?
  let review_on: String?
  let outcome: String?
  let photos: [String]?
  let reporter_confirmed: Bool?
  let basis: String?
  let contacted: Bool?
  let solved: Bool?
  let satisfied: Bool?
  let mark: String?
  let audience: String?
  let title: String?
  let request_kind: String?
  let service_code: String?
  let item_code: String?
  let confidentiality: String?
  let area_code: String?
  let address_string: String?
  let lat: Double?
  let long: Double?
  let season_code: String?
  let parts: [PartBody]?

  /// One of the matters that a request is split into.
  struct PartBody: Codable {
    let title: String
    let unit: String?
    let level: String?
    let co_units: [String]?
    let text: String?
  }

  /// Throws `Problem(.invalid)` naming the field for an unknown code or a missing answer.
  func asMove() throws -> CaseMove {
    guard let kind = CaseMove.Kind(rawValue: move) else {
      throw Problem(field: "move", "problem.field-value")
    }
    let answers = MoveAnswers(
      text: { name in self.text(name) }, code: { name in self.text(name) },
      flag: { name in self.flag(name) }, number: { name in self.number(name) },
      list: { name in name == "co_units" ? self.co_units ?? [] : self.photos ?? [] })
    if kind == .correct { return .correct(try correction(answers)) }
    if kind == .split, let parts { return .split(try parts.map { try $0.asPart() }) }
    return try answers.move(kind)
  }

  /// 改正: what is named is put right, the rest stays.
  private func correction(_ answers: MoveAnswers) throws -> Correction {
    var correction = try answers.correction()
    correction.title = title?.readable
    if item_code != nil, service_code == nil {
      throw Problem(field: "service_code", "problem.field-missing")
    }
    (correction.service, correction.item) = (service_code, item_code)
    correction.requestKind = try answers.optional("request_kind")
    correction.confidentiality = try answers.optional("confidentiality")
    correction.place = try place()
    correction.season = Correction.SeasonMark(typed: season_code)
    return correction
  }

  /// A place is told whole, as in a report.
  private func place() throws -> CasePlace? {
    guard area_code != nil || address_string != nil || lat != nil || long != nil else { return nil }
    guard let area_code else { throw Problem(field: "area_code", "problem.field-missing") }
    let address = address_string?.readable ?? ""
    guard lat != nil || long != nil else { return CasePlace(area: area_code, address: address) }
    guard let lat, let long, let point = Coordinate(latitude: lat, longitude: long) else {
      throw Problem(field: "lat", "mistake.no-point")
    }
    return CasePlace(area: area_code, address: address, point: point)
  }

  private func text(_ name: String) -> String? {
    switch name {
    case "reason": reason
    case "text": text
    case "class_code": class_code
    case "urgency": urgency
    case "limit_unit": limit_unit
    case "level": level
    case "unit": unit
    case "ground": ground
    case "channel": channel
    case "into": into
    case "whose": whose
    case "cause": cause
    case "plan": plan
    case "review_on": review_on
    case "outcome": outcome
    case "basis": basis
    case "mark": mark
    case "audience": audience
    case "request_kind": request_kind
    case "confidentiality": confidentiality
    default: nil
    }
  }

  private func flag(_ name: String) -> Bool? {
    switch name {
    case "upheld": upheld
    case "granted": granted
    case "reporter_confirmed": reporter_confirmed
    case "contacted": contacted
    case "solved": solved
    case "satisfied": satisfied
    default: nil
    }
  }

  private func number(_ name: String) -> Int? {
    switch name {
    case "amount": amount
    case "limit_amount": limit_amount
    default: nil
    }
  }
}

extension MoveBody.PartBody {
  fileprivate func asPart() throws -> CasePart {
    let level = try self.level.map { text in
      guard let level = CaseLevel(rawValue: text) else {
        throw Problem(field: "parts", "problem.field-value")
      }
      return level
    }
    return CasePart(
      title: title.readable,
      assignment: Assignment(
        level: level ?? (unit == nil ? .grid : .street), unit: unit, coUnits: co_units ?? [],
        words: text))
  }
}
