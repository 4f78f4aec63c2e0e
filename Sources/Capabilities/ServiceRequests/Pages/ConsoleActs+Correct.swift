import Casework
import Civics
import Contracts
import Kernel

extension ConsoleActs {
  func correction(_ typed: Typed) -> QueueActs.CorrectionForm {
    let place = item.place
    let kind = [item.service, item.item].compactMap(\.self).joined(separator: ".")
    return QueueActs.CorrectionForm(
      title: typed.said["title"] ?? item.title,
      kinds: screen.catalogue.services.map { service in
        let whole = screen.text("service." + service.code)
        let options =
          [(service.code, screen.text("kind.whole", ["type": whole]))]
          + service.items.map {
            (service.code + "." + $0.code, screen.kind(service: service.code, item: $0.code))
          }
        return QueueActs.CorrectionForm.Group(
          label: whole,
          options: options.map { code, label in
            OptionView(
              value: code, label: label, chosen: typed.chose("kind", code, usual: code == kind))
          })
      },
      classes: classes(typed), urgencies: urgencies(typed),
      requestKinds: options(
        CodeWords.requestKinds, "request_kind", item.requestKind.rawValue, typed),
      confidentialities: options(
        CodeWords.confidentialities, "confidentiality", item.confidentiality.rawValue, typed),
      areas: areas(typed), address: typed.said["address"] ?? place.address,
      latitude: place.point.map { "\($0.latitude)" } ?? "",
      longitude: place.point.map { "\($0.longitude)" } ?? "", seasons: seasons(typed),
      typed: typed)
  }

  private func options(
    _ codes: CodeWords, _ field: String, _ now: String, _ typed: Typed
  ) -> [OptionView] {
    codes.pairs.map { code, word in
      OptionView(
        value: code, label: screen.text(word),
        chosen: typed.chose(field, code, usual: code == now))
    }
  }

  /// Those of the place, and the one that it has, whatever the table says today.
  private func seasons(_ typed: Typed) -> [OptionView] {
    let today = CityTime.date(of: screen.now)
    var all = engine.table(at: screen.now).seasons(in: item.place.area, on: today)
      .filter { $0.code != item.season?.code }
    if let now = item.season { all.insert(now, at: 0) }
    return screen.seasons(
      all, none: "none", chosen: typed.said["season"] ?? item.season?.code)
  }

  /// Communities and grids; the place as it is, perhaps the whole district, where it is none.
  private func areas(_ typed: Typed) -> [OptionView] {
    let now = item.place.area
    var areas = screen.plan.areas.map { ($0.code, screen.areaName($0.code)) }
    if !areas.contains(where: { $0.0 == now }) { areas.insert((now, screen.areaName(now)), at: 0) }
    return areas.map { code, name in
      OptionView(value: code, label: name, chosen: typed.chose("area", code, usual: code == now))
    }
  }
}
