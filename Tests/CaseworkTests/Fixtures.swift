import Casework
import Civics
import Kernel

/// Monday 2 March 2026, 09:00 in the city.
let monday = Timestamp(milliseconds: 1_772_413_200_000)

/// A valid case in one state; a test changes what it is about.
func sample(
  _ state: CaseState = .submitted, isImported: Bool = false, source: CaseSource = .web,
  at now: Timestamp = monday
) throws -> Case {
  guard let no = CaseNumber(rawValue: "15070320260302W000001") else { throw Missing() }
  var item = Case(
    id: Identifier(rawValue: "00000000-0000-7000-8000-0000000000aa"), no: no, kind: "test",
    requestKind: .help, source: source, title: "路灯不亮", body: "三天没亮了", classCode: "housing",
    service: "lamps", item: nil, urgency: .normal,
    place: CasePlace(area: "150703001001011", address: "柳巷 12 号楼"),
    reporter: CaseReporter(person: Identifier(rawValue: "ming"), contactMasked: "138 **** 2076"),
    confidentiality: .open, isImported: isImported, submittedAt: now)
  item.state = state
  switch state {
  case .submitted, .merged, .refused, .withdrawn, .accepted, .filed, .solvedOnSite: break
  default:
    item.leadUnit = "power"
    item.level = .district
    item.details.dispatchedAt = now
  }
  if state == .objection { item.details.objection = try objection() }
  if state == .closed { item.closedAt = now }
  return item
}

/// What every rule looks at, at one instant.
func facts(at now: Timestamp = monday) -> CaseFacts {
  CaseFacts(now: now, calendar: .mainland, table: .shipped)
}

func actor(_ roles: CaseRole...) -> CaseActor {
  CaseActor(id: "someone", person: Identifier(rawValue: "someone"), roles: Set(roles))
}

/// Twenty characters, the shortest result.
let result20 = "换了灯头和线并且已经试过灯今晚亮了好的吧"

/// An objection made and not decided, as the rules make it.
private func objection() throws -> CaseDetails.Objection? {
  try sample(.dispatched).moved(
    .object(reason: "不归我们办", whose: "物业"), by: actor(.handler), facts()
  ).item.details.objection
}

struct Missing: Error {}
