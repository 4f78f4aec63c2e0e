internal import Civics
internal import Contracts
internal import Kernel

/// Figures in the reader's words, each with the way to its list.
struct FigureSay: Sendable {
  let words: Words
  let language: Language
  let now: Timestamp
  let plan: CityPlan

  func text(_ key: String, _ values: [String: String] = [:]) -> String {
    words.text(key, values, in: language)
  }

  func unit(_ code: String) -> String {
    code.isEmpty ? text("sv.no-unit") : plan.unit(code)?.name(in: language) ?? code
  }

  func area(_ code: String) -> String {
    let name = plan.placeName(code, in: language)
    return name.isEmpty ? plan.area(code)?.name(in: language) ?? code : name
  }

  func kind(_ code: String) -> String {
    for key in ["item." + code, "service." + code] where words[key, language] != nil {
      return text(key)
    }
    return code
  }

  func name(_ axis: Axis, _ code: String) -> String {
    switch axis {
    case .all, .hour: ""
    case .unit: unit(code)
    case .area: area(code)
    case .classCode: words["class." + code, language] == nil ? code : text("class." + code)
    case .kind: kind(code)
    }
  }

  func measure(_ measure: Measure) -> String { text("sv.measure." + measure.rawValue) }
  func rate(_ code: String) -> String { text("sv.rate." + code) }

  /// `11月16日 – 11月22日`.
  func range(_ week: Week) -> String {
    Say.date(week.monday, now: now, in: language) + " – "
      + Say.date(week.sunday, now: now, in: language)
  }

  /// `第 47 期`.
  func number(_ week: Week) -> String {
    text("sv.issue", ["n": String(week.number), "year": String(week.year)])
  }

  func state(_ bulletin: Bulletin) -> String {
    if bulletin.isMissed { return text("sv.state.missed") }
    return text("sv.state." + bulletin.state.rawValue)
  }

  /// A request's number as people say it.
  func short(_ number: String) -> String {
    CaseNumber(rawValue: number)?.short(prefix: "LL") ?? number
  }

  /// `96.2 %`, or a dash where there is nothing to divide.
  func percent(_ ratio: Ratio) -> String {
    ratio.share.map { Ratio.percent($0) + "%" } ?? "–"
  }

  /// `91.4–98.4 %`, the interval of 95 %.
  func interval(_ ratio: Ratio) -> String {
    guard let (low, high) = ratio.interval else { return "" }
    return Ratio.percent(low) + "–" + Ratio.percent(high) + "%"
  }

  /// `多 9`, `少 3`, `持平`; empty where there is nothing to compare with.
  func change(_ n: Int, _ before: Int?) -> String {
    guard let before else { return "" }
    return n == before
      ? text("sv.same")
      : text(n > before ? "sv.more" : "sv.fewer", ["n": Say.number(abs(n - before))])
  }

  /// The same of rates, in points.
  func change(_ ratio: Ratio, _ before: Ratio?) -> String {
    guard let share = ratio.share, let old = before?.share else { return "" }
    let tenths = Int((share * 1000).rounded()) - Int((old * 1000).rounded())
    if tenths == 0 { return text("sv.same") }
    let points = "\(abs(tenths) / 10).\(abs(tenths) % 10)"
    return text(tenths > 0 ? "sv.up" : "sv.down", ["n": points])
  }

  /// `6 小时 20 分`.
  func minutes(_ minutes: Int) -> String {
    text("sv.duration", ["h": String(minutes / 60), "m": String(minutes % 60)])
  }
}

/// Where the requests behind figures are listed.
enum ListPath {
  static func of(
    _ measure: Measure, but: Measure? = nil, _ span: FigureActions.Span, _ axis: Axis = .all,
    _ code: String = ""
  ) -> String {
    var path = "/supervision/cases?measure=" + measure.rawValue
    if let but { path += "&but=" + but.rawValue }
    switch span {
    case .frozen(let week): path += "&week=\(week)"
    case .days(let from, let to): path += "&from=\(from)&to=\(to)"
    }
    if axis != .all { path += "&\(axis.rawValue)=" + URLEncoded.encode(code) }
    return path
  }
}
