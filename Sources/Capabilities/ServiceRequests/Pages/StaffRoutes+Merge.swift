import Casework
import Civics
import Contracts
import Hummingbird
import Kernel

extension StaffRoutes {
  /// Both cases side by side before one is merged into the other.
  ///
  /// The main one is picked from those that are near and alike, or found by its number.
  func merging(_ call: Call, _ posted: PostedAct?) async throws -> Response {
    let screen = try await screen(call)
    let dossier = try await actions.dossier(try call.id(), for: call.viewer)
    guard dossier.moves.contains(.merge) else {
      // Somebody moved it meanwhile: what was refused is said beside the case as it is now.
      if let posted { return try await queue(call, .selected(dossier.item.id, posted)) }
      return call.redirect(DeskCase.Place.console.rawValue + dossier.item.id.rawValue)
    }
    let query = try call.query()
    let wanted = posted?.form.text("into_no") ?? query.text("no")
    var target: CaseDossier?
    var errors = posted?.told(by: dossier, screen).errors(call)
    if let wanted {
      do {
        target = try await actions.dossier(numbered: wanted, for: call.viewer)
      } catch let problem as Problem where problem.kind == .notFound {
        errors = call.errors(Problem(field: "no", "mistake.no-such-number"))
      }
    }
    if target?.item.id == dossier.item.id {
      target = nil
      errors = call.errors(Problem(field: "no", "refusal.same-case"))
    }
    let near =
      target == nil ? try await actions.nearDuplicates(of: dossier.item, for: call.viewer) : []
    let kept = QueueFilter.kept(query)
    let view = MergeView(
      own: screen.deskCase(dossier, at: .console),
      target: target.map { screen.deskCase($0, at: .console) },
      isOpen: target.map { $0.item.state.isOpen } ?? false,
      candidates: near.prefix(8).map { candidate($0, of: dossier.item, screen, kept: kept) },
      wanted: wanted ?? "", keptQuery: kept.isEmpty ? "" : "?" + kept,
      kept: QueueFilter.pairs(query).map { QueueView.KeptField(name: $0.0, value: $0.1) },
      errors: errors)
    return try answer(
      call, ServiceRequestsPages.page(view, call.words, call.language), posted, errors)
  }

  private func candidate(
    _ other: CaseListItem, of item: Case, _ screen: CaseScreen, kept: String
  ) -> MergeView.Candidate {
    var why = [screen.kind(service: other.service, item: other.item)]
    if let here = item.place.point, let there = other.place.point {
      why.append(screen.text("merge.metres", ["n": String(Int(here.metres(to: there)))]))
    } else if other.place.address == item.place.address {
      why.append(screen.text("merge.same-address"))
    }
    why.append(Say.when(other.submittedAt, now: screen.now, in: screen.language))
    let query = "no=" + other.no.rawValue + (kept.isEmpty ? "" : "&" + kept)
    return MergeView.Candidate(
      path: "/console/cases/\(item.id)/merge?" + query,
      title: screen.title(other.title, other.excerpt, service: other.service, item: other.item),
      shortNo: screen.shortNo(other.no), place: screen.place(other.place),
      why: why.joined(separator: " · "), chip: screen.chip(other.state, forResident: false))
  }
}
