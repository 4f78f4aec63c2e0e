import Casework
import Civics
import Kernel

extension LimitBook {
  /// The engine's shipped table, with handling limits by type and kind.
  ///
  /// Water, power, gas and heat in 24 hours: the Beijing hotline's draft standard. The others are
  /// samples of city management, where limits are local (docs/rules.md §5).
  static let serviceRequests: LimitBook = {
    var table = LimitTable.shipped
    table.services = [
      "public_facilities.street_light": of(24, .urgentHours),
      "public_facilities.manhole": of(24, .urgentHours),
      "city_appearance.rubbish": of(4, .workingHours),
      "city_appearance.noise": of(1, .workingDays),
      "traffic.road_surface": of(3, .workingDays),
      "utilities": of(24, .urgentHours),
      "fire_safety": of(24, .urgentHours),
    ]
    table.seasons = seasons
    table.classes = classes
    guard let book = LimitBook([table]) else { fatalError("the shipped limits are broken") }
    return book
  }()

  /// Samples to be edited, because frost and rain are local (docs/rules.md §5): the ground is hard
  /// from mid-October in the far north, and heating begins there before it does in Beijing.
  private static let seasons: [LimitTable.Season] =
    [
      LimitTable.Season(code: "before_freeze", month: 12, day: 15),
      LimitTable.Season(code: "before_rains", month: 5, day: 31),
      LimitTable.Season(code: "before_heat", month: 6, day: 30),
    ]
    + ["11", "12", "13", "14", "37", "41", "61"].map {
      LimitTable.Season(code: "before_freeze", area: $0, month: 11, day: 15)
    }
    + ["15", "21", "22", "23", "54", "62", "63", "64", "65"].map {
      LimitTable.Season(code: "before_freeze", area: $0, month: 10, day: 15)
    }
    + ["11", "12", "13", "14", "37", "41", "61"].map {
      LimitTable.Season(code: "before_heating", area: $0, month: 11, day: 10)
    }
    + ["15", "21", "22", "23", "62", "63", "64", "65"].map {
      LimitTable.Season(code: "before_heating", area: $0, month: 10, day: 10)
    }

  static func of(_ amount: Int, _ unit: Limit.Unit) -> Limit {
    guard let limit = Limit(amount, unit) else { fatalError("the shipped limits are broken") }
    return limit
  }
}

extension ServiceCatalogue {
  /// 部门职责: types that must not be pushed down to grid or community (Beijing rules).
  static let departmental: Set<String> = [
    "education_health", "utilities", "housing_construction", "public_security_fraud",
    "social_security_jobs",
  ]
}
