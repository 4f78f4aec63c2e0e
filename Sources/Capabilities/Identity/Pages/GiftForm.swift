import Kernel

/// A role to be given, as it was chosen.
struct GiftForm: Sendable {
  var role = ""
  /// Empty until it is chosen: nothing reaches everything by leaving a choice alone.
  var scope = ""
  var area = ""
  var unit = ""
  var matter = ""
  var from = ""
  var until = ""

  init() {}

  init(_ form: Form) {
    role = form.text("role") ?? ""
    scope = form.text("scope") ?? ""
    area = (form.text("area") ?? "").trimmed
    unit = (form.text("unit") ?? "").trimmed
    matter = (form.text("case") ?? "").trimmed
    from = form.text("from") ?? ""
    until = form.text("until") ?? ""
  }

  /// Everything that the command depends on, in one text.
  var content: String {
    [role, scope, area, unit, matter, from, until].joined(separator: "\n")
  }

  /// Throws `Problem(.invalid)` naming every field that will not do.
  func gift() throws -> StaffDesk.Gift {
    var faults: [FieldError] = []
    if role.isEmpty { faults.append(FieldError("role", "identity.role-choose")) }
    let reach = reach
    if let fault = scopeFault(reach) { faults.append(fault) }
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
      let isCode = (6...18).contains(area.utf8.count) && area.utf8.allSatisfy { 48...57 ~= $0 }
      return isCode ? .area(area) : nil
    case "unit":
      let isCode = (1...40).contains(unit.utf8.count) && unit.utf8.allSatisfy(Self.isWord)
      return isCode ? .unit(unit) : nil
    case "case":
      return matter.utf8.count == 36 ? .one(matter.lowercased()) : nil
    default: return nil
    }
  }

  private func scopeFault(_ reach: Scope?) -> FieldError? {
    let chosen = [("area", area), ("unit", unit), ("case", matter)].filter { !$0.1.isEmpty }
    if !scope.isEmpty, chosen.contains(where: { $0.0 != scope }) {
      return FieldError("scope", "identity.scope-mixed")
    }
    guard reach == nil else { return nil }
    return switch scope {
    case "area": FieldError("area", "identity.scope-area")
    case "unit": FieldError("unit", "identity.scope-unit")
    case "case": FieldError("case", "identity.scope-case")
    default: FieldError("scope", "identity.scope-kind")
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 45, 46, 95, 48...57, 65...90, 97...122: true
    default: false
    }
  }
}
