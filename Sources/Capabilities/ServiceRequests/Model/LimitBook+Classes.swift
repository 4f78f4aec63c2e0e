import Casework
import Civics

extension LimitBook {
  /// Samples of city management, to be edited: limits are local (docs/rules.md §5).
  ///
  /// One city gives exposed garbage four working hours, another one working day; dirt on a road two
  /// hours or five; pooled water four; upkeep of green five working days. The codes of sub-classes
  /// are provisional, to be compared with the standard's own list (GB/T 30428.2).
  static let classes: [LimitTable.ClassLimit] = [
    row("public_facilities", "street_light", "P0118", "", 24, .urgentHours, "灯亮，试过"),
    row("public_facilities", "street_light", "P0118", "整条线路断电", 3, .workingDays, "灯亮，试过"),
    row("public_facilities", "manhole", "P0103", "", 24, .urgentHours, "井盖复位，不松动"),
    row("public_facilities", "manhole", "P0103", "缺失、破损，有危险", 2, .urgentHours, "围挡并复位"),
    row("city_appearance", "rubbish", "E0102", "", 4, .workingHours, "清干净，不留污迹"),
    row("city_appearance", "rubbish", "E0102", "量大，要机械清运", 1, .workingDays, "清干净，不留污迹"),
    row("city_appearance", "rubbish", "E0104", "道路不洁", 2, .workingHours, "路面干净"),
    row("city_appearance", "noise", nil, "", 1, .workingDays, "停止，并告知上报人"),
    row("traffic", "road_surface", "E0110", "", 3, .workingDays, "路面补平"),
    row("traffic", "road_surface", "E0110", "积水", 4, .workingHours, "积水排净"),
    row("utilities", nil, nil, "", 24, .urgentHours, "恢复供应"),
    row("fire_safety", nil, nil, "", 24, .urgentHours, "隐患消除"),
  ]

  private static func row(
    _ service: String, _ item: String?, _ standard: String?, _ condition: String, _ amount: Int,
    _ unit: Limit.Unit, _ closing: String
  ) -> LimitTable.ClassLimit {
    LimitTable.ClassLimit(
      service: service, item: item, standard: standard, condition: condition,
      limit: of(amount, unit),
      closing: closing, unit: nil)
  }
}
