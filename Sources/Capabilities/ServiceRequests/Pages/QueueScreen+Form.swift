import Casework
import Contracts
import Kernel

extension QueueScreen {
  /// The filter as a form: every choice with how many it would leave.
  var form: QueueFilterView {
    QueueFilterView(
      search: filter.query.text ?? "",
      status: [OptionView(value: "", label: screen.text("filter.any-open"))]
        + CodeWords.openStates.pairs.map { code, word in
          option(code, screen.text(word), "status", .status) { cell in
            code.split(separator: ",").contains(Substring(cell.state.rawValue))
          }
        },
      ended: CodeWords.endedStates.pairs.map { code, word in
        OptionView(
          value: code, label: screen.text(word), chosen: filter.values["status"] == code)
      },
      times: [
        OptionView(
          value: "", label: screen.text("filter.any"), chosen: filter.values["time"] == nil),
        time("near", "queue.count.near", \.near), time("over", "queue.count.over", \.over),
      ],
      services: screen.catalogue.services.map { service in
        option(
          service.code, screen.text("service." + service.code), "service_code", .service
        ) { $0.service == service.code }
      },
      classes: ServiceCatalogue.classes.map { code in
        option(code, screen.text("class." + code), "class_code", .classCode) {
          $0.classCode == code
        }
      },
      areas: communities,
      units: screen.plan.units.map { unit in
        OptionView(
          value: unit.code, label: unit.name(in: screen.language),
          chosen: filter.values["unit"] == unit.code)
      }, found: found, seasons: seasons,
      kept: filter.hidden(but: Set(QueueFilter.names).subtracting(["sort"])),
      back: filter.link())
  }

  private var found: [OptionView] {
    [
      OptionView(value: "", label: screen.text("filter.any")),
      OptionView(
        value: "patrol", label: screen.text("mark.proactive"),
        chosen: filter.values["found"] != nil),
    ]
  }

  private var seasons: [OptionView] {
    [OptionView(value: "", label: screen.text("filter.any"))]
      + CodeWords.seasons.options(
        chosen: filter.values["season_code"], screen.words, screen.language)
  }

  private var communities: [QueueFilterView.Group] {
    let plan = screen.plan
    return plan.areas.filter { $0.code.utf8.count == CaseLevel.community.digits }.map { place in
      let grids = plan.areas.filter {
        $0.code.utf8.count == CaseLevel.grid.digits && $0.code.hasPrefix(place.code)
      }
      return QueueFilterView.Group(
        label: place.name(in: screen.language),
        options: ([place] + grids).map { area in
          let name = area.name(in: screen.language)
          let label = area == place ? screen.text("filter.whole", ["place": name]) : name
          return option(area.code, label, "area", .area) { $0.area.hasPrefix(area.code) }
        })
    }
  }

  /// A choice of one part, with how many the other parts leave of it.
  private func option(
    _ value: String, _ label: String, _ name: String, _ part: QueueFilter.Part,
    _ fits: (CaseCube.Cell) -> Bool
  ) -> OptionView {
    let number = cube?.cells.filter(fits).reduce(0) {
      $0 + filter.number(of: $1, without: part)
    }
    return OptionView(
      value: value, label: number.map { "\(label) (\($0))" } ?? label,
      chosen: filter.values[name] == value)
  }

  private func time(
    _ value: String, _ word: String, _ share: (CaseCube.Cell) -> Int
  ) -> OptionView {
    let number = cube?.cells.reduce(0) { sum, cell in
      sum + (filter.number(of: cell, without: .time) > 0 ? share(cell) : 0)
    }
    let label = screen.text(word)
    return OptionView(
      value: value, label: number.map { "\(label) (\($0))" } ?? label,
      chosen: filter.values["time"] == value)
  }
}
