internal import Contracts
internal import Kernel

/// Scopes in words.
enum ScopeWords {
  /// As the form offers them.
  static let kinds = ["everything", "area", "unit", "own", "case"]

  /// By the name of the place or unit where there is one, also of what has ended.
  static func say(
    _ scope: Scope, _ plan: CityPlan, _ words: Words, _ language: Language
  ) -> String {
    func text(_ key: String, _ value: String = "") -> String {
      words.text(key, ["code": value], in: language)
    }
    switch scope {
    case .own: return text("scope.own")
    case .one(let id): return text("scope.case", id)
    case .unit(let unit): return plan.unit(unit)?.name(in: language) ?? text("scope.unit", unit)
    case .everything: return text("scope.everything")
    case .area(let code):
      if let area = plan.area(code) {
        let place = plan.placeName(code, in: language)
        return place.isEmpty ? area.name(in: language) : place
      }
      return switch code.utf8.count {
      case ...6: text("scope.district", code)
      case 7...9: text("scope.street", code)
      case 10...12: text("scope.community", code)
      default: text("scope.grid", code)
      }
    }
  }
}
