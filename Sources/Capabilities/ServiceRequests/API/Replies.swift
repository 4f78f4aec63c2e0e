import Casework
import Civics
import Kernel

struct FileReply: Encodable {
  let file_id: String
}

struct ServiceReply: Encodable {
  let service_code: String
  let service_name: String
  let group: String
  let items: [Item]
  let allows_anonymous: Bool

  struct Item: Encodable {
    let item_code: String
    let item_name: String
  }

  init(_ service: ServiceCatalogue.Service, words: Words, _ language: Language) {
    service_code = service.code
    service_name = words.text("service." + service.code, in: language)
    group = service.classCode
    items = service.items.map {
      Item(item_code: $0.code, item_name: words.text("item." + $0.code, in: language))
    }
    allows_anonymous = service.allowsAnonymous
  }
}

struct ReceiptReply: Encodable {
  let service_request_id: String
  let number: String
  let sounds_urgent: Bool

  init(_ receipt: ServiceRequestActions.Receipt) {
    service_request_id = receipt.id
    number = receipt.no
    sounds_urgent = receipt.soundsUrgent
  }
}

/// A page of rows and where the next begins.
struct ListReply: Encodable {
  let requests: [RowReply]
  let next: String?

  init(_ page: CasePage<CaseListItem>) {
    requests = page.items.map(RowReply.init)
    next = page.next?.text
  }
}

struct RowReply: Encodable {
  let service_request_id: String
  let number: String
  let title: String
  let excerpt: String
  let service_code: String
  let item_code: String?
  let class_code: String
  let status: String
  let version: Int
  let urgency: String
  let area_code: String
  let address: String
  let lat: Double?
  let long: Double?
  let supporters: Int
  let agency_responsible: String?
  let requested_datetime: String
  let due_datetime: String?
  let closed_datetime: String?
  let is_proactive: Bool
  let season_code: String?
  let season_due_on: String?

  init(_ row: CaseListItem) {
    service_request_id = row.id.rawValue
    number = row.no.rawValue
    title = row.title
    excerpt = row.excerpt
    service_code = row.service
    item_code = row.item
    class_code = row.classCode
    status = row.state.rawValue
    version = row.version
    urgency = row.urgency.rawValue
    area_code = row.place.area
    address = row.place.address
    lat = row.place.point?.latitude
    long = row.place.point?.longitude
    supporters = row.supporters
    agency_responsible = row.leadUnit
    requested_datetime = row.submittedAt.description
    due_datetime = row.dueAt?.description
    closed_datetime = row.closedAt?.description
    is_proactive = row.source.isProactive
    season_code = row.season?.code
    season_due_on = row.season?.dueOn.description
  }
}

/// One request with its history and clocks.
struct DossierReply: Encodable {
  let service_request_id: String
  let number: String
  let title: String
  let description: String
  let service_code: String
  let item_code: String?
  let class_code: String
  let request_kind: String
  let confidentiality: String
  let status: String
  let version: Int
  let urgency: String
  let area_code: String
  let address: String
  let lat: Double?
  let long: Double?
  let supporters: Int
  let level: String?
  let agency_responsible: String?
  let co_units: [String]
  let outcome: String?
  let status_notes: String?
  let call_back: CallBackReply?
  let phone_masked: String?
  let requested_datetime: String
  let due_datetime: String?
  let is_proactive: Bool
  let season_code: String?
  let season_due_on: String?
  let moves: [String]
  let limits: [LimitReply]
  let photos: [PhotoReply]
  let history: [EventReply]
  let parts: [PartReply]
  let part_of: String?
  let question: String?

  /// What the reporter said when they were called back.
  struct CallBackReply: Encodable {
    let contacted: Bool
    let solved: Bool
    let satisfied: Bool

    init(_ answers: CallBack) {
      (contacted, solved, satisfied) = (answers.contacted, answers.solved, answers.satisfied)
    }
  }

  struct LimitReply: Encodable {
    let duty: String
    let status: String
    let amount: Int
    let unit: String
    let started_datetime: String
    let due_datetime: String?
    let late_since_datetime: String?
    let finished_datetime: String?
  }

  struct PhotoReply: Encodable {
    let file_id: String
    let kind: String
    let added_datetime: String
  }

  struct EventReply: Encodable {
    let at: String
    let move: String
    let from: String?
    let to: String
    let role: String
    let text: String?
  }

  init(_ dossier: CaseDossier) {
    let item = dossier.item
    service_request_id = item.id.rawValue
    number = item.no.rawValue
    title = item.title
    description = item.body
    service_code = item.service
    item_code = item.item
    class_code = item.classCode
    request_kind = item.requestKind.rawValue
    confidentiality = item.confidentiality.rawValue
    status = item.state.rawValue
    version = item.version
    urgency = item.urgency.rawValue
    area_code = item.place.area
    address = item.place.address
    lat = item.place.point?.latitude
    long = item.place.point?.longitude
    supporters = item.supporters
    level = item.level?.rawValue
    agency_responsible = item.leadUnit
    // Who helps is a matter of the staff.
    let isStaff = !dossier.roles.subtracting([.reporter, .neighbour]).isEmpty
    co_units = isStaff ? item.details.coUnits ?? [] : []
    outcome = item.outcome?.rawValue
    status_notes = item.resultText
    let mayKnow = isStaff || dossier.roles.contains(.reporter)
    call_back = mayKnow ? item.details.callBack.map(CallBackReply.init) : nil
    phone_masked = item.reporter.contactMasked
    requested_datetime = item.submittedAt.description
    due_datetime = item.dueAt?.description
    is_proactive = item.source.isProactive
    season_code = item.season?.code
    season_due_on = item.season?.dueOn.description
    moves = dossier.moves.map(\.rawValue)
    limits = dossier.limits.map { limit in
      LimitReply(
        duty: limit.duty.rawValue, status: limit.state.rawValue, amount: limit.clock.limit.amount,
        unit: limit.clock.limit.unit.rawValue, started_datetime: limit.clock.startedAt.description,
        due_datetime: limit.dueAt?.description,
        late_since_datetime: limit.lateSince?.description,
        finished_datetime: limit.finishedAt?.description)
    }
    photos = dossier.files.map { file in
      PhotoReply(
        file_id: file.file.rawValue, kind: file.kind.rawValue,
        added_datetime: file.at.description)
    }
    history = dossier.events.map { event in
      EventReply(
        at: event.at.description, move: event.move.rawValue, from: event.from?.rawValue,
        to: event.to.rawValue, role: event.role.rawValue, text: event.words)
    }
    parts = dossier.parts.map(PartReply.init)
    part_of = dossier.whole.flatMap { $0.isOpenable ? $0.id.rawValue : nil }
    question = mayKnow ? item.details.asking?.question : nil
  }
}
