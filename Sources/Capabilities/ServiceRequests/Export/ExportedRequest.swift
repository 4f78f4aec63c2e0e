import Casework
import Civics
import Kernel

/// One request as it may leave the house: without people, contacts or sealed columns.
///
/// The columns are a promise to those who read the files (docs/export.md); a test holds the two
/// together. Add new ones at the end.
struct ExportedRequest: Encodable {
  let number: String
  let service_request_id: String
  let request_kind: String
  let source: String
  let service_code: String
  let service_name: String
  let item_code: String?
  let item_name: String?
  let class_code: String
  let status: String
  let outcome: String?
  let urgency: String
  let confidentiality: String
  let level: String?
  let agency_responsible: String?
  let area_code: String
  let address: String?
  let lat: Double?
  let long: Double?
  let title: String?
  let description: String?
  let status_notes: String?
  let is_anonymous: Bool
  let reporter: String?
  let supporters: Int
  let duplicate_of: String?
  let is_imported: Bool
  let requested_datetime: String
  let status_datetime: String
  let due_datetime: String?
  let closed_datetime: String?
  let is_proactive: Bool
  let season_code: String?
  let season_due_on: String?

  /// `names`: of types and kinds, in one language.
  init(_ item: Case, pseudonym: String?, withTexts: Bool, names: (String) -> String) {
    func text(_ words: String?) -> String? {
      withTexts ? words.map(HiddenNumbers.hidden) : nil
    }
    number = item.no.rawValue
    service_request_id = item.id.rawValue
    request_kind = item.requestKind.rawValue
    source = item.source.rawValue
    service_code = item.service
    service_name = names("service." + item.service)
    item_code = item.item
    item_name = item.item.map { names("item." + $0) }
    class_code = item.classCode
    status = item.state.rawValue
    outcome = item.outcome?.rawValue
    urgency = item.urgency.rawValue
    confidentiality = item.confidentiality.rawValue
    level = item.level?.rawValue
    agency_responsible = item.leadUnit
    area_code = item.place.area
    address = text(item.place.address)
    lat = withTexts ? item.place.point?.latitude : nil
    long = withTexts ? item.place.point?.longitude : nil
    title = text(item.title)
    description = text(item.body)
    status_notes = text(item.resultText)
    is_anonymous = item.reporter.isAnonymous
    reporter = pseudonym
    supporters = item.supporters
    duplicate_of = item.duplicateOf?.rawValue
    is_imported = item.isImported
    requested_datetime = item.submittedAt.description
    status_datetime = item.stateSince.description
    due_datetime = item.dueAt?.description
    closed_datetime = item.closedAt?.description
    is_proactive = item.source.isProactive
    season_code = item.season?.code
    season_due_on = item.season?.dueOn.description
  }

  /// Every column's name and its cell in a table, in the order of the file.
  static let columns: [(name: String, cell: @Sendable (ExportedRequest) -> String)] = [
    ("number", { $0.number }), ("service_request_id", { $0.service_request_id }),
    ("request_kind", { $0.request_kind }), ("source", { $0.source }),
    ("service_code", { $0.service_code }), ("service_name", { $0.service_name }),
    ("item_code", { $0.item_code ?? "" }), ("item_name", { $0.item_name ?? "" }),
    ("class_code", { $0.class_code }), ("status", { $0.status }),
    ("outcome", { $0.outcome ?? "" }), ("urgency", { $0.urgency }),
    ("confidentiality", { $0.confidentiality }), ("level", { $0.level ?? "" }),
    ("agency_responsible", { $0.agency_responsible ?? "" }), ("area_code", { $0.area_code }),
    ("address", { $0.address ?? "" }), ("lat", { $0.lat.map { "\($0)" } ?? "" }),
    ("long", { $0.long.map { "\($0)" } ?? "" }), ("title", { $0.title ?? "" }),
    ("description", { $0.description ?? "" }), ("status_notes", { $0.status_notes ?? "" }),
    ("is_anonymous", { "\($0.is_anonymous)" }), ("reporter", { $0.reporter ?? "" }),
    ("supporters", { "\($0.supporters)" }), ("duplicate_of", { $0.duplicate_of ?? "" }),
    ("is_imported", { "\($0.is_imported)" }), ("requested_datetime", { $0.requested_datetime }),
    ("status_datetime", { $0.status_datetime }), ("due_datetime", { $0.due_datetime ?? "" }),
    ("closed_datetime", { $0.closed_datetime ?? "" }), ("is_proactive", { "\($0.is_proactive)" }),
    ("season_code", { $0.season_code ?? "" }), ("season_due_on", { $0.season_due_on ?? "" }),
  ]
}
