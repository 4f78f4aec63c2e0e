import Casework
import Civics
import Contracts
import Kernel

/// One case as everybody may have it: the reporter hidden, numbers blotted out, the point to four
/// decimals of a degree (some ten metres).
///
/// The columns are a promise to those who read the files (`/public`); add new ones at the end.
struct PublicCase: Encodable {
  let number: String
  let service_request_id: String
  let status: String
  let service_code: String
  let service_name: String
  let item_code: String?
  let class_code: String
  let title: String
  let description: String
  let area_code: String
  let area_name: String
  let address: String
  let lat: Double?
  let long: Double?
  let supporters: Int
  let outcome: String?
  let requested_datetime: String
  let updated_datetime: String
  let closed_datetime: String?
  let url: String
  /// Address of the first photo that was approved for everybody.
  let media_url: String?

  /// `item`: as `CaseEngine.shared` gives it, which rounds the point.
  init(
    _ item: CaseListItem, photo: String?, plan: CityPlan, base: String, language: Language,
    names: (String) -> String
  ) {
    number = item.no.rawValue
    service_request_id = item.id.rawValue
    status = item.state.look.rawValue
    service_code = item.service
    service_name = names("service." + item.service)
    item_code = item.item
    class_code = item.classCode
    let kind = item.item.map { names("item." + $0) } ?? service_name
    title = item.title.isEmpty ? kind : item.title
    description = item.excerpt
    area_code = item.place.area
    area_name = plan.placeName(item.place.area, in: language)
    address = item.place.address
    lat = item.place.point?.latitude
    long = item.place.point?.longitude
    supporters = item.supporters
    outcome = item.outcome?.rawValue
    requested_datetime = item.submittedAt.description
    updated_datetime = item.stateSince.description
    closed_datetime = item.closedAt?.description
    url = base + "/cases/" + item.id.rawValue
    media_url = photo.map { base + "/files/" + $0 }
  }

  /// Every column's name, the key of what it means, and its cell in a table.
  static let columns: [(name: String, meaning: String, cell: @Sendable (PublicCase) -> String)] = [
    ("number", "open.field.number", { $0.number }),
    ("service_request_id", "open.field.id", { $0.service_request_id }),
    ("status", "open.field.status", { $0.status }),
    ("service_code", "open.field.service", { $0.service_code }),
    ("service_name", "open.field.service-name", { $0.service_name }),
    ("item_code", "open.field.item", { $0.item_code ?? "" }),
    ("class_code", "open.field.class", { $0.class_code }),
    ("title", "open.field.title", { $0.title }),
    ("description", "open.field.description", { $0.description }),
    ("area_code", "open.field.area", { $0.area_code }),
    ("area_name", "open.field.area-name", { $0.area_name }),
    ("address", "open.field.address", { $0.address }),
    ("lat", "open.field.point", { $0.lat.map { "\($0)" } ?? "" }),
    ("long", "open.field.point", { $0.long.map { "\($0)" } ?? "" }),
    ("supporters", "open.field.supporters", { "\($0.supporters)" }),
    ("outcome", "open.field.outcome", { $0.outcome ?? "" }),
    ("requested_datetime", "open.field.requested", { $0.requested_datetime }),
    ("updated_datetime", "open.field.updated", { $0.updated_datetime }),
    ("closed_datetime", "open.field.closed", { $0.closed_datetime ?? "" }),
    ("url", "open.field.url", { $0.url }),
    ("media_url", "open.field.media", { $0.media_url ?? "" }),
  ]
}
