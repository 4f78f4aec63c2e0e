import Casework
import Civics
import Contracts
import Hummingbird
import Kernel

extension StaffRoutes {
  /// Both cases side by side before one is merged into the other.
  ///
  /// The main one is picked from those that are near and alike, or found by its number; where that
  /// can mean several, from those.
  func merging(_ call: Call, _ posted: PostedAct?) async throws -> Response {
    let screen = try await screen(call)
    let dossier = try await actions.dossier(try call.id(), for: call.viewer)
    guard dossier.moves.contains(.merge) else {
      // Somebody moved it meanwhile: what was refused is said beside the case as it is now.
      if let posted { return try await queue(call, .selected(dossier.item.id, posted)) }
      return call.redirect(DeskCase.Place.console.rawValue + dossier.item.id.rawValue)
    }
    let query = try call.query()
    let kept = QueueFilter.kept(query)
    let wanted = posted?.form.text("into_no") ?? query.text("no")
    let found = try await meant(by: wanted, beside: dossier.item, call)
    if posted == nil, case .one(let no) = found {
      return call.redirect(Self.mergePath(dossier.item, into: no, kept: kept))
    }
    var errors = posted?.told(by: dossier, screen).errors(call)
    if case .missing(let mistake) = found { errors = call.errors(Problem(field: "no", mistake)) }
    let (target, several) = (found.dossier, found.several)
    let near =
      target != nil || !several.isEmpty
      ? several : try await actions.nearDuplicates(of: dossier.item, for: call.viewer)
    var view = MergeView(
      own: screen.deskCase(dossier, at: .console),
      target: target.map { screen.deskCase($0, at: .console) },
      isOpen: target.map { $0.item.state.isOpen } ?? false,
      candidates: near.prefix(several.isEmpty ? 8 : 20).map {
        candidate($0, of: dossier.item, screen, kept: kept)
      }, isOfSeveral: !several.isEmpty,
      wanted: wanted ?? "", keptQuery: kept.isEmpty ? "" : "?" + kept,
      kept: QueueFilter.pairs(query).map { QueueView.KeptField(name: $0.0, value: $0.1) },
      errors: errors)
    if let target {
      compare(&view, dossier, target, call, screen, kept: kept)
    }
    return try answer(
      call, ServiceRequestsPages.page(view, call.words, call.language), posted, errors)
  }

  /// Line by line and on one map; and the way to keep the other one.
  private func compare(
    _ view: inout MergeView, _ own: CaseDossier, _ target: CaseDossier, _ call: Call,
    _ screen: CaseScreen, kept: String
  ) {
    view.compared = screen.compared(
      own.item, target.item, by: actions.duplicateTable(at: call.now))
    view.isCompared = true
    view.pins = screen.pins(own.item, target.item)
    view.hasPins = !view.pins.isEmpty
    if view.hasPins, let point = own.item.place.point {
      view.map = MapView(call, screen.plan, at: point.latitude, point.longitude)
    }
    if target.moves.contains(.merge) {
      view.otherWay = Self.mergePath(target.item, into: own.item.no, kept: kept)
    }
  }

  /// What a typed number leads to.
  private enum Target {
    case unasked
    /// With the sentence.
    case missing(String)
    /// A short number that can mean this one only.
    case one(CaseNumber)
    case several([CaseListItem])
    case whole(CaseDossier)

    var dossier: CaseDossier? { if case .whole(let dossier) = self { dossier } else { nil } }
    var several: [CaseListItem] { if case .several(let items) = self { items } else { [] } }
  }

  private func meant(
    by wanted: String?, beside item: Case, _ call: Call
  ) async throws -> Target {
    guard let wanted else { return .unasked }
    if let no = CaseNumber(rawValue: wanted) {
      guard no != item.no else { return .missing("refusal.same-case") }
      do {
        return .whole(try await actions.dossier(numbered: no, for: call.viewer))
      } catch let problem as Problem where problem.kind == .notFound {
        return .missing("mistake.no-such-number")
      }
    }
    let found = try await actions.numbered(wanted, for: call.viewer)
    let others = found.filter { $0.id != item.id }
    guard let first = others.first else {
      return .missing(found.isEmpty ? "mistake.no-such-number" : "refusal.same-case")
    }
    return others.count == 1 ? .one(first.no) : .several(others)
  }

  /// By the whole number, which means one case.
  private static func mergePath(_ item: Case, into no: CaseNumber, kept: String) -> String {
    "/console/cases/\(item.id)/merge?no=" + no.rawValue + (kept.isEmpty ? "" : "&" + kept)
  }

  private func candidate(
    _ other: CaseListItem, of item: Case, _ screen: CaseScreen, kept: String
  ) -> MergeView.Candidate {
    var why = [screen.kind(service: other.service, item: other.item)]
    if let away = screen.away(from: item.place, other.place.address, other.place.point) {
      why.append(away)
    }
    why.append(Say.when(other.submittedAt, now: screen.now, in: screen.language))
    let alike = Likeness.percent(item.title + item.body, other.title + other.excerpt)
    if alike > 0 { why.append(screen.text("merge.alike", ["n": String(alike)])) }
    return MergeView.Candidate(
      path: Self.mergePath(item, into: other.no, kept: kept),
      title: screen.title(other.title, other.excerpt, service: other.service, item: other.item),
      shortNo: screen.shortNo(other.no), place: screen.place(other.place),
      why: why.joined(separator: " · "), chip: screen.chip(other.state, forResident: false))
  }
}
