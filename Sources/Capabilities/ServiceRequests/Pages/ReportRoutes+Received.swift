import Casework
import Civics
import Contracts
import Hummingbird
import Kernel

/// The receipt: number, what comes next and when, and how to look it up.
extension ReportRoutes {
  /// Those who are signed in find it under 我的事; the others get a code beside the number.
  func receivedPath(
    _ receipt: ServiceRequestActions.Receipt, _ viewer: Viewer, joined: Bool = false
  ) throws -> String {
    let path = "/report/\(receipt.no)/received?id=\(receipt.id)" + (joined ? "&joined=1" : "")
    guard !viewer.isSignedIn else { return path }
    let id = Identifier<Case>(rawValue: receipt.id)
    return path + "&code=" + (try ReceiptCode(of: id, keys: actions.keys).text)
  }

  @Sendable func received(_ call: Call) async throws -> Response {
    guard let no = CaseNumber(rawValue: try call.parameter("no")) else { throw Problem(.notFound) }
    let query = try call.query()
    let screen = CaseScreen(call, try await directory.plan(), actions.catalogue)
    let id = query.text("id").map { Identifier<Case>(rawValue: $0) }
    var code: ReceiptCode?
    if let id, let typed = query.text("code"), ReceiptCode.fits(typed, id, keys: actions.keys) {
      code = try ReceiptCode(of: id, keys: actions.keys)
    }
    let dossier = try await receiptDossier(id, no, hasCode: code != nil, call.viewer)
    // A receipt is shown to whoever can prove it is theirs; anybody else may look the number up.
    guard dossier != nil else { return call.redirect("/track?no=" + no.rawValue) }
    let view = ReceivedView(
      id: id?.rawValue ?? "", shortNo: screen.shortNo(no), fullNo: no.rawValue,
      routed: dossier.map { routed($0, screen) } ?? "", next: next(dossier, screen),
      notice: call.viewer.isSignedIn ? screen.text("received.notice") : nil,
      joined: query.text("joined") != nil, canFollow: call.viewer.isSignedIn && dossier != nil,
      code: code?.text)
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }

  /// Nil for whoever just tries addresses; whoever joined the case has a receipt too.
  private func receiptDossier(
    _ id: Identifier<Case>?, _ no: CaseNumber, hasCode: Bool, _ viewer: Viewer
  ) async throws -> CaseDossier? {
    guard let id else { return nil }
    do {
      let dossier: CaseDossier
      if hasCode {
        dossier = try await actions.receipt(of: id, hasCode: true, for: viewer)
      } else {
        let found = try await actions.dossierOrShared(id, for: viewer)
        guard !found.isShared || found.dossier.isJoined else { return nil }
        dossier = found.dossier
      }
      return dossier.item.no == no ? dossier : nil
    } catch let problem as Problem where problem.kind == .notFound {
      return nil
    }
  }

  /// Who looks at it first, by name: the street where there is one, else the district.
  private func routed(_ dossier: CaseDossier, _ screen: CaseScreen) -> String {
    let street = dossier.item.place.area(at: .street).flatMap { screen.plan.area($0) }
    let site = actions.site.name
    let name =
      street?.name(in: screen.language)
      ?? (screen.language == .chinese ? site.chinese : site.english)
    return screen.say.routed(to: screen.text("received.desk", ["place": name]))
  }

  private func next(_ dossier: CaseDossier?, _ screen: CaseScreen) -> [ReceivedView.Next] {
    guard let item = dossier?.item, let accept = item.dueAt, item.state == .submitted else {
      return screen.say.next(nil)
    }
    return screen.say.next(
      actions.engine.table(at: screen.now)
        .promised(of: item, acceptBy: accept, in: actions.engine.calendar()))
  }
}
