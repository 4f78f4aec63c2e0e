import Casework
import Civics
import Contracts
import Kernel

extension ConsoleActs {
  func dispatch(isFiled: Bool) -> QueueActs.Dispatch {
    let typed = typed("dispatch")
    let suggested = suggestions
    let named = Set(suggested.map(\.value))
    return QueueActs.Dispatch(
      suggested: suggested,
      others: screen.plan.units.filter { !named.contains($0.code) }.map {
        OptionView(
          value: $0.code, label: $0.name(in: screen.language),
          chosen: typed.chose("other_unit", $0.code))
      },
      levels: levels("other_unit", typed), coUnits: coUnits("dispatch"),
      filing: isFiled ? nil : QueueActs.Classes(classes: classes(typed)),
      limits: limits(typed), typed: typed)
  }

  func filing(_ typed: Typed) -> QueueActs.Filing {
    QueueActs.Filing(
      classes: classes(typed), limits: limits(typed), urgencies: urgencies(typed), typed: typed)
  }

  func reassignment(_ typed: Typed) -> QueueActs.Reassignment {
    QueueActs.Reassignment(
      from: item.leadUnit.map { screen.unitName($0) } ?? item.level.map { screen.level($0) } ?? "",
      units: screen.plan.units.filter { $0.code != item.leadUnit }.map {
        OptionView(
          value: $0.code, label: $0.name(in: screen.language), chosen: typed.chose("unit", $0.code))
      },
      levels: levels("unit", typed).filter {
        $0.value != item.level?.rawValue || item.leadUnit != nil
      },
      typed: typed)
  }

  /// Units beside the lead, those that help already ticked.
  func coUnits(_ act: String) -> [OptionView] {
    let typed = typed(act)
    // The rule that would be followed names who helps.
    let proposed = act == "dispatch" ? found.first?.rule?.coUnits ?? [] : []
    let now = Set(item.details.coUnits ?? proposed)
    return screen.plan.units.filter { $0.code != item.leadUnit }.map {
      OptionView(
        value: $0.code, label: $0.name(in: screen.language),
        chosen: typed.chose("co_units", $0.code, usual: now.contains($0.code)))
    }
  }

  func units(_ field: String, _ typed: Typed) -> [OptionView] {
    screen.plan.units.map {
      OptionView(
        value: $0.code, label: $0.name(in: screen.language), chosen: typed.chose(field, $0.code))
    }
  }

  /// Levels that may have it without a unit: departmental duties are not pushed down.
  func levels(_ field: String, _ typed: Typed) -> [OptionView] {
    let isDepartmental = ServiceCatalogue.departmental.contains(item.service)
    let all: [CaseLevel] = isDepartmental ? [.street, .district] : [.grid, .community, .street]
    return all.compactMap { level in
      guard let area = item.place.area(at: level) else { return nil }
      let place = screen.plan.area(area)?.name(in: screen.language) ?? screen.level(level)
      return OptionView(
        value: level.rawValue, label: screen.text("act.dispatch.level", ["place": place]),
        chosen: typed.chose(field, level.rawValue))
    }
  }

  private var found: [CityPlan.Suggestion] {
    screen.plan.suggestions(for: item, at: screen.now, engine)
  }

  private var suggestions: [QueueActs.Candidate] {
    let typed = typed("dispatch")
    return found.prefix(4).enumerated().map { index, suggestion in
      QueueActs.Candidate(
        value: suggestion.unit.code, name: suggestion.unit.name(in: screen.language),
        why: why(suggestion), meta: suggestion.unit.phone, rate: nil,
        chosen: typed.chose("unit", suggestion.unit.code, usual: index == 0))
    }
  }

  /// "公共路灯 · 桐荫街道", or for a rule "因为：公共路灯 · 桐荫街道 → 供电所": what fits, and where.
  private func why(_ suggestion: CityPlan.Suggestion) -> String {
    let place = suggestion.rule?.area ?? suggestion.unit.area
    let parts = suggestion.reasons.map { reason in
      switch reason {
      case .item: screen.kind(service: item.service, item: item.item)
      case .service: screen.text("service." + item.service)
      case .classCode: screen.text("class." + item.classCode)
      case .everything: screen.text("act.dispatch.everything")
      case .place: screen.plan.area(place)?.name(in: screen.language) ?? place
      case .time: suggestion.rule?.name(in: screen.language) ?? ""
      case .limits: screen.text("act.dispatch.limits")
      }
    }.joined(separator: " · ")
    guard let rule = suggestion.rule else { return parts }
    let unit = suggestion.unit.name(in: screen.language)
    let because = screen.text("act.dispatch.because", ["why": parts, "unit": unit])
    guard !rule.coUnits.isEmpty else { return because }
    let helpers = rule.coUnits.map { screen.unitName($0) }.joined(separator: screen.listMark)
    return because + " · " + screen.text("act.dispatch.with", ["units": helpers])
  }

  func classes(_ typed: Typed) -> [OptionView] {
    ServiceCatalogue.classes.map { code in
      OptionView(
        value: code, label: screen.text("class." + code),
        chosen: typed.chose("class_code", code, usual: code == item.classCode))
    }
  }

  func urgencies(_ typed: Typed) -> [OptionView] {
    Urgency.allCases.map { urgency in
      OptionView(
        value: urgency.rawValue, label: screen.urgency(urgency),
        chosen: typed.chose("urgency", urgency.rawValue, usual: urgency == item.urgency))
    }
  }

  /// The limit of the table first, then the usual others.
  private func limits(_ typed: Typed) -> [OptionView] {
    let table = engine.table(of: item)
    let standard =
      item.details.handleLimit ?? table.limit(service: item.service, item: item.item)
    let usual = [
      Limit(4, .workingHours), Limit(24, .urgentHours), Limit(3, .workingDays),
      Limit(7, .calendarDays),
    ].compactMap(\.self)
    let first = OptionView(
      value: "",
      label: standard.map { screen.text("act.limit.standard", ["t": screen.limit($0)]) }
        ?? screen.text("act.limit.level"),
      chosen: typed.chose("limit_code", "", usual: true))
    let listed = table.listed(service: item.service, item: item.item).filter {
      !$0.condition.isEmpty
    }
    return [first]
      + listed.map { row in
        let code = "\(row.limit.amount).\(row.limit.unit.rawValue)"
        return OptionView(
          value: code,
          label: screen.text(
            "act.limit.condition", ["c": row.condition, "t": screen.limit(row.limit)]),
          chosen: typed.chose("limit_code", code))
      }
      + usual.filter { limit in limit != standard && !listed.contains { $0.limit == limit } }.map {
        limit in
        let code = "\(limit.amount).\(limit.unit.rawValue)"
        return OptionView(
          value: code, label: screen.limit(limit), chosen: typed.chose("limit_code", code))
      }
  }
}
