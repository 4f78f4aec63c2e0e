import Casework
import Kernel

/// What the wire brings for a request that somebody told on the telephone or at a window.
struct IntakeBody: Codable {
  let source: String
  let phone: String?
  let is_withheld: Bool?
  let service_code: String?
  let item_code: String?
  let title: String?
  let description: String?
  let address_string: String?
  let area_code: String?
  let lat: Double?
  let long: Double?
  let hides_from_handler: Bool?
  let is_public: Bool?

  /// A number that was typed although it is withheld goes nowhere.
  var submission: Submission {
    Submission(
      title: title, text: description ?? "", service: service_code, item: item_code,
      area: area_code, address: address_string ?? "", latitude: lat, longitude: long,
      phone: is_withheld == true ? nil : phone, hidesFromHandler: hides_from_handler ?? false,
      isPublic: is_public ?? false, source: CaseSource(rawValue: source) ?? .api)
  }
}

/// The receipt with the code that is read out beside it.
struct IntakeReply: Encodable {
  let service_request_id: String
  let number: String
  let receipt_code: String
  let sounds_urgent: Bool

  init(_ receipt: ServiceRequestActions.Receipt, code: String) {
    service_request_id = receipt.id
    number = receipt.no
    receipt_code = code
    sounds_urgent = receipt.soundsUrgent
  }
}
