import Contracts
import Directory
public import Kernel

/// What the command line names by its code, looked up before anything is done.
extension OpenSite {
  /// What a role or a token reaches; `none` where neither is named.
  ///
  /// - Throws: `UnknownCode`.
  public func scope(area: String?, unit: String?, none: Scope) async throws -> Scope {
    let plan = try await city.directory.plan()
    if let unit {
      guard plan.unit(unit) != nil else {
        throw UnknownCode(what: "unit", code: unit, known: plan.units.map(\.code))
      }
      return .unit(unit)
    }
    guard let area else { return none }
    let isDistrict = area == site.region || site.region.hasPrefix(area) && area.utf8.count == 4
    // Before a directory is loaded nobody can say which areas there are.
    let isPossible =
      plan.areas.isEmpty && area.hasPrefix(site.region) && Int(area) != nil
      && [9, 12, 15].contains(area.utf8.count)
    guard isDistrict || isPossible || plan.area(area) != nil else {
      throw UnknownCode(
        what: "area", code: area,
        known: [site.region] + plan.areas.map(\.code).filter { $0.utf8.count <= 12 })
    }
    return .area(area)
  }

  /// - Throws: `UnknownCode`.
  public func permissions(_ codes: [String]) throws -> Set<Permission> {
    let known = city.capabilities.flatMap(\.permissions)
    return Set(
      try codes.map { code in
        guard let permission = known.first(where: { $0.rawValue == code }) else {
          throw UnknownCode(what: "permission", code: code, known: known.map(\.rawValue))
        }
        return permission
      })
  }
}

/// A code that means nothing here, and those that do.
struct UnknownCode: Error, Hashable, CustomStringConvertible {
  let what: String
  let code: String
  let known: [String]

  var description: String {
    let list = known.sorted().prefix(40).joined(separator: ", ")
    let hint = list.isEmpty ? "There is none yet." : "Use: \(list)"
    return "There is no \(what) “\(code)”. \(hint)"
  }
}
