import Casework
import Civics
import Contracts
import Kernel

extension StaffRoutes {
  /// What the viewer may do with the case now, as the forms show it.
  func acts(_ dossier: CaseDossier, _ screen: CaseScreen) -> QueueActs {
    let item = dossier.item
    let moves = Set(dossier.moves)
    var acts = QueueActs()
    acts.canAccept = moves.contains(.accept)
    if moves.contains(.dispatch) || moves.contains(.file) {
      acts.dispatch = dispatch(item, screen, isFiled: !moves.contains(.file))
    }
    if moves.contains(.file) {
      acts.file = QueueActs.Filing(
        classes: classes(item, screen), limits: limits(screen),
        urgencies: Urgency.allCases.map { urgency in
          OptionView(
            value: urgency.rawValue, label: screen.text("urgency." + urgency.rawValue),
            chosen: urgency == item.urgency)
        })
    }
    if moves.contains(.refuse) { acts.refuse = refusal(screen) }
    if let objection = item.details.objection, moves.contains(.decideObjection) {
      acts.objection = QueueActs.Objection(
        from: screen.unitName(objection.unit),
        whose: screen.text("act.objection.whose", ["who": objection.whose]),
        reason: objection.reason)
    }
    if let asked = item.details.extensionAsked, moves.contains(.decideExtension) {
      acts.extended = QueueActs.Extension(
        from: screen.unitName(item.leadUnit), reason: asked.reason, until: "+\(asked.amount)")
    }
    if moves.contains(.park) {
      acts.parking = QueueActs.Parking(
        causes: ParkingCause.allCases.map { cause in
          let code = cause.rawValue.replacing("_", with: "-")
          return OptionView(
            value: cause.rawValue, label: screen.text("act.park.cause." + code))
        }, earliest: CityTime.date(of: screen.now).adding(days: 1).description)
    }
    acts.canResume = moves.contains(.resume)
    return acts
  }

  private func dispatch(
    _ item: Case, _ screen: CaseScreen, isFiled: Bool
  ) -> QueueActs.Dispatch {
    let suggested = screen.plan.suggestions(
      service: item.service, item: item.item, area: item.place.area
    ).prefix(4)
    let named = Set(suggested.map(\.unit.code))
    return QueueActs.Dispatch(
      suggested: suggested.enumerated().map { index, suggestion in
        QueueActs.Candidate(
          value: suggestion.unit.code, name: suggestion.unit.name(in: screen.language),
          why: why(suggestion, item, screen), meta: suggestion.unit.phone, rate: nil,
          chosen: index == 0)
      },
      others: screen.plan.units.filter { !named.contains($0.code) }.map {
        OptionView(value: $0.code, label: $0.name(in: screen.language))
      },
      filing: isFiled ? nil : QueueActs.Classes(classes: classes(item, screen)),
      limits: limits(screen), note: "")
  }

  /// 公共路灯 · 桐荫街道: what of its duties fits, and where.
  private func why(
    _ suggestion: CityPlan.Suggestion, _ item: Case, _ screen: CaseScreen
  ) -> String {
    suggestion.reasons.map { reason in
      switch reason {
      case .item: screen.kind(service: item.service, item: item.item)
      case .service: screen.text("service." + item.service)
      case .place:
        screen.plan.area(suggestion.unit.area)?.name(in: screen.language) ?? suggestion.unit.area
      }
    }.joined(separator: " · ")
  }

  private func classes(_ item: Case, _ screen: CaseScreen) -> [OptionView] {
    ServiceCatalogue.classes.map { code in
      OptionView(
        value: code, label: screen.text("class." + code), chosen: code == item.classCode)
    }
  }

  private func limits(_ screen: CaseScreen) -> [OptionView] {
    [
      ("4.working_hours", "4h"), ("24.urgent_hours", "24h"), ("3.working_days", "3d"),
      ("7.calendar_days", "7d"),
    ]
    .map { code, word in
      OptionView(
        value: code, label: screen.text("act.limit." + word), chosen: word == "24h")
    }
  }

  private func refusal(_ screen: CaseScreen) -> QueueActs.Refusal {
    func channel(_ channel: RefusalChannel) -> String {
      screen.text("refusal.channel." + channel.rawValue.replacing("_", with: "-"))
    }
    return QueueActs.Refusal(
      grounds: RefusalGround.allCases.map { ground in
        let code = ground.rawValue.replacing("_", with: "-")
        return OptionView(
          value: ground.rawValue, label: screen.text("refusal.ground." + code),
          note: ground.channels.map(channel).joined(separator: " · "))
      },
      channels: RefusalChannel.allCases.map {
        OptionView(value: $0.rawValue, label: channel($0))
      })
  }
}
