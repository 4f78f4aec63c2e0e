import Casework
import Civics
import Kernel

extension ServiceCatalogue {
  /// What this release ships (`domain.md` §11): three types are the brief's, ten are provisional.
  static let shipped: ServiceCatalogue = {
    guard let from = LocalDate(year: 2000, month: 1, day: 1) else {
      fatalError("the shipped catalogue is broken")
    }
    return ServiceCatalogue(version: "shipped-1", from: from, types: types, classes: classes)
  }()

  /// Seven classes; the last three are provisional.
  private static let classes = [
    "education", "medical", "livelihood", "housing_city", "jobs_insurance", "ecology", "law_safety",
  ]

  private static let types: [ServiceType] = [
    type(
      "facilities", "lamp", "housing_city", .department,
      [
        item("street_lamp", "lamp", of(24, .urgentHours), tile: 1),
        item("road_surface", "road", of(3, .workingDays), tile: 2),
        item("manhole", "drop", of(24, .urgentHours), tile: 3),
        item("drain", "drop", of(4, .urgentHours)), item("railing"), item("fitness"), item("other"),
      ]),
    type(
      "education_health", "book", "education", .department, departmental: true,
      [item("school"), item("clinic"), item("insurance"), item("other")]),
    type(
      "disputes", "chat", "law_safety", .street, anonymous: false,
      [item("neighbours"), item("consumer"), item("labour"), item("family"), item("other")]),
    type(
      "streetscape", "trash", "ecology", .street,
      [
        item("garbage", "trash", of(4, .workingHours), tile: 4),
        item("noise", "noise", of(1, .workingDays), tile: 5), item("stalls"), item("bicycles"),
        item("green", "tree", of(5, .workingDays)), item("advertising"), item("other"),
      ]),
    type(
      "traffic", "car", "housing_city", .police, departmental: true,
      [item("signal", nil, of(24, .urgentHours)), item("parking"), item("bus"), item("other")]),
    type(
      "property", "bldg", "housing_city", .community,
      [item("service"), item("fees"), item("lift", nil, of(24, .urgentHours)), item("other")]),
    type(
      "utilities", "pulse", "livelihood", .utility, departmental: true, limit: of(24, .urgentHours),
      [item("water", "drop"), item("power"), item("heating"), item("gas"), item("other")]),
    type(
      "housing", "home", "housing_city", .department, departmental: true,
      [item("quality"), item("illegal_building"), item("renovation"), item("other")]),
    type(
      "welfare_jobs", "brief", "jobs_insurance", .department, anonymous: false,
      [item("benefits"), item("pension"), item("work"), item("other")]),
    type(
      "fire_safety", "fire", "law_safety", .fire, urgency: .urgent, limit: of(24, .urgentHours),
      [item("exit_blocked"), item("charging"), item("hazard"), item("other")]),
    type(
      "public_safety", "shield", "law_safety", .police, departmental: true,
      [item("fraud"), item("disturbance"), item("other")]),
    type(
      "farming", "wheat", "ecology", .department,
      [item("irrigation"), item("livestock"), item("forest"), item("other")]),
    type("suggestions", "pen", "livelihood", .street, kind: .suggestion, [item("other")]),
  ]

  private static func type(
    _ code: String, _ icon: String, _ classCode: String, _ unitKind: ServiceType.UnitKind,
    kind: RequestKind = .help, urgency: Urgency = .normal, anonymous: Bool = true,
    departmental: Bool = false, limit: Limit? = nil, _ items: [ServiceType.Item]
  ) -> ServiceType {
    ServiceType(
      code: code, icon: icon, classCode: classCode, urgency: urgency,
      requestKind: kind, allowsAnonymous: anonymous, unitKind: unitKind,
      isDepartmental: departmental, limit: limit, items: items)
  }

  private static func item(
    _ code: String, _ icon: String? = nil, _ limit: Limit? = nil, tile: Int? = nil
  ) -> ServiceType.Item {
    ServiceType.Item(code: code, icon: icon, limit: limit, tile: tile)
  }

  private static func of(_ amount: Int, _ unit: Limit.Unit) -> Limit {
    guard let limit = Limit(amount, unit) else { fatalError("the shipped catalogue is broken") }
    return limit
  }
}

extension LimitBook {
  /// The engine's shipped table with this catalogue's handling limits.
  static func shipped(with catalogue: ServiceCatalogue) -> LimitBook {
    var table = LimitTable.shipped
    table.services = catalogue.limits
    return LimitBook([table]) ?? .shipped
  }
}
