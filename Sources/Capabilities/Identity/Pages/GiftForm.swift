import Kernel

/// A role to be given, as it was typed.
struct GiftForm: Sendable {
  var role = ""
  var scope = "everything"
  var value = ""
  var from = ""
  var until = ""

  init() {}

  init(_ form: Form) {
    role = form.text("role") ?? ""
    scope = form.text("scope") ?? ""
    value = (form.text("value") ?? "").trimmed
    from = form.text("from") ?? ""
    until = form.text("until") ?? ""
  }

  /// Everything that the command depends on, in one text.
  var content: String { [role, scope, value, from, until].joined(separator: "\n") }

  /// Throws `Problem(.invalid)` naming every field that will not do.
  func gift() throws -> StaffDesk.Gift {
    var faults: [FieldError] = []
    if role.isEmpty { faults.append(FieldError("role", "identity.role-choose")) }
    let reach = reach
    if reach == nil { faults.append(FieldError("value", faultyScope)) }
    let (start, end) = (LocalDate(from), LocalDate(until))
    if start == nil, !from.isEmpty { faults.append(FieldError("from", "identity.date")) }
    if end == nil, !until.isEmpty { faults.append(FieldError("until", "identity.date")) }
    guard let reach, faults.isEmpty else { throw Problem(faults) }
    return StaffDesk.Gift(
      role: role, scope: reach, from: start.map { CityTime.instant($0) },
      until: end.map { CityTime.instant($0, hour: 24) })
  }

  private var reach: Scope? {
    switch scope {
    case "everything": return .everything
    case "own": return .own
    case "area":
      let isCode = (6...18).contains(value.utf8.count) && value.utf8.allSatisfy { 48...57 ~= $0 }
      return isCode ? .area(value) : nil
    case "unit":
      let isCode = (1...40).contains(value.utf8.count) && value.utf8.allSatisfy(Self.isWord)
      return isCode ? .unit(value) : nil
    case "case":
      return value.utf8.count == 36 ? .one(value.lowercased()) : nil
    default: return nil
    }
  }

  private var faultyScope: String {
    switch scope {
    case "area": "identity.scope-area"
    case "unit": "identity.scope-unit"
    case "case": "identity.scope-case"
    default: "identity.scope-kind"
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 45, 46, 95, 48...57, 65...90, 97...122: true
    default: false
    }
  }

  func fields(
    _ errors: FormErrors?, _ words: Words, _ language: Language
  ) -> [TextField] {
    func say(_ key: String) -> String { words.text(key, in: language) }
    return [
      TextField(
        "value", say("admin.scope.value"), value: value, hint: say("admin.scope.value.hint"),
        errors: errors, most: 40, isPlain: true),
      TextField(
        "from", say("admin.from"), type: "date", value: from, hint: say("admin.from.hint"),
        errors: errors, most: 10),
      TextField(
        "until", say("admin.until"), type: "date", value: until, hint: say("admin.until.hint"),
        errors: errors, most: 10),
    ]
  }
}
