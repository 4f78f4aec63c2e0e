import Casework
import Contracts
import Kernel

/// What was typed while somebody spoke.
struct IntakeForm: Sendable {
  var source = CaseSource.hotline.rawValue
  var phone = ""
  var isWithheld = false
  var kind = ""
  var text = ""
  var address = ""
  var grid: String?
  /// What a caller says of others is not for neighbours unless the caller wants it so.
  var isPublic = false
  var isHidden = false

  /// Mistakes in this page's own words, which has neither photos nor a map, and in its order.
  static func said(_ mistakes: [FieldError]) -> [FieldError] {
    let own = [
      "mistake.nothing-said": "intake.mistake.nothing-said",
      "mistake.no-kind": "intake.mistake.no-kind", "mistake.no-place": "intake.mistake.no-place",
    ]
    let order = ["source", "phone", "kind", "text", "address", "grid"]
    func place(_ mistake: FieldError) -> Int {
      order.firstIndex(of: mistake.field) ?? order.count
    }
    return mistakes.sorted { place($0) < place($1) }.map { mistake in
      FieldError(
        mistake.field, own[mistake.message] ?? mistake.message, values: mistake.values)
    }
  }

  init() {}

  init(_ form: Form) {
    source = form.text("source") ?? ""
    phone = form.text("phone") ?? ""
    isWithheld = form.isOn("withheld")
    kind = form.text("kind") ?? ""
    text = form.text("text") ?? ""
    address = form.text("address") ?? ""
    grid = form.text("grid")
    isPublic = form.text("public") == "yes"
    isHidden = form.isOn("hidden")
  }

  /// What neighbours were looked for at.
  var place: String { address + "|" + (grid ?? "") }

  func submission(region: String) -> Submission {
    let parts = kind.split(separator: ".").map(String.init)
    return Submission(
      text: text, service: parts.first, item: parts.count > 1 ? parts[1] : nil,
      area: grid ?? region, address: address, phone: isWithheld ? nil : phone,
      hidesFromHandler: isHidden,
      isPublic: isPublic, source: CaseSource(rawValue: source) ?? .web)
  }

  func view(
    _ screen: CaseScreen, nearby: IntakeView.Nearby?, errors: FormErrors?
  ) -> IntakeView {
    IntakeView(
      sources: ServiceRequestActions.intakeSources.map { code in
        OptionView(
          value: code.rawValue, label: screen.text("intake.source." + code.rawValue),
          chosen: code.rawValue == source)
      }, phone: phone, isWithheld: isWithheld, kinds: kinds(screen), text: text, address: address,
      grids: screen.plan.areas.filter { $0.code.utf8.count == 15 }.map { area in
        OptionView(
          value: area.code, label: screen.areaName(area.code), chosen: area.code == grid)
      }, isPublic: isPublic, isHidden: isHidden, nearby: nearby, errors: errors)
  }

  private func kinds(_ screen: CaseScreen) -> [IntakeView.Group] {
    screen.catalogue.services.map { service in
      let whole = screen.text("service." + service.code)
      let options =
        service.items.map {
          (service.code + "." + $0.code, screen.kind(service: service.code, item: $0.code))
        } + [(service.code, screen.text("kind.whole", ["type": whole]))]
      return IntakeView.Group(
        label: whole,
        options: options.map { OptionView(value: $0.0, label: $0.1, chosen: $0.0 == kind) })
    }
  }
}
