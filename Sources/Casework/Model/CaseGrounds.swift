/// The only grounds on which a request may be refused (Beijing rules and petition rules).
public enum RefusalGround: String, CaseIterable, Codable, Sendable {
  case litigation, arbitration, discipline, reconsideration, disclosure
  case petition
  case stateSecret = "state_secret"
  case commercialSecret = "commercial_secret"
  case privacy
  /// Already lawfully concluded.
  case concluded
  /// Against law or public order.
  case unlawful

  /// The channels that may be told with this ground; the first is the usual one.
  public var channels: [RefusalChannel] {
    switch self {
    case .litigation: [.court, .legalAid]
    case .arbitration: [.arbitrationCommission, .legalAid]
    case .discipline: [.disciplineCommission]
    case .reconsideration: [.reconsiderationOrgan]
    case .disclosure: [.disclosureOffice]
    case .petition: [.petitionOffice]
    case .stateSecret: [.secrecyBureau, .police]
    case .commercialSecret: [.court, .marketRegulator]
    case .privacy: [.court, .police]
    case .concluded: [.petitionOffice, .court]
    case .unlawful: [.police, .legalAid]
    }
  }
}

/// Where a refused request belongs.
public enum RefusalChannel: String, CaseIterable, Codable, Sendable {
  case court, police
  case legalAid = "legal_aid"
  case arbitrationCommission = "arbitration_commission"
  case disciplineCommission = "discipline_commission"
  case reconsiderationOrgan = "reconsideration_organ"
  case disclosureOffice = "disclosure_office"
  case petitionOffice = "petition_office"
  case secrecyBureau = "secrecy_bureau"
  case marketRegulator = "market_regulator"
}

/// Objective causes for which a case may be parked.
public enum ParkingCause: String, CaseIterable, Codable, Sendable {
  case season, funds, planning, procedure, ownership
  case thirdParty = "third_party"
}
