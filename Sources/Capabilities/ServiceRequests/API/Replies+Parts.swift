import Casework
import Civics
import Kernel

extension DossierReply {
  /// A part as it stands beside the others.
  struct PartReply: Encodable {
    let service_request_id: String
    let number: String
    let title: String
    let status: String
    let agency_responsible: String?

    init(_ part: CasePartLine) {
      service_request_id = part.id.rawValue
      number = part.no.rawValue
      title = part.title
      status = part.state.rawValue
      agency_responsible = part.leadUnit
    }
  }
}
