import Casework
import Civics
import Contracts
import Hummingbird
import Kernel

/// The receipt: number, what comes next and when, and how to look it up.
extension ReportRoutes {
  /// Those who are signed in find it under 我的事; the others get a code beside the number.
  ///
  /// `reachedAt`: the telephone that was left, of which only its kind goes into the address.
  func receivedPath(
    _ receipt: ServiceRequestActions.Receipt, _ viewer: Viewer, reachedAt phone: String?
  ) throws -> String {
    let path = "/report/\(receipt.no)/received?id=\(receipt.id)"
    guard !viewer.isSignedIn else { return path }
    let id = Identifier<Case>(rawValue: receipt.id)
    let kind = phone.flatMap { try? PhoneNumber($0) }?.kind
    return path + "&code=" + (try ReceiptCode(of: id, keys: actions.keys).text)
      + (kind.map { "&reach=" + $0.rawValue } ?? "")
  }

  @Sendable func received(_ call: Call) async throws -> Response {
    guard let no = CaseNumber(rawValue: try call.parameter("no")) else { throw Problem(.notFound) }
    let query = try call.query()
    let screen = CaseScreen(call, try await directory.plan(), actions.catalogue)
    let id = Identifier<Case>(rawValue: query.text("id") ?? "")
    var code: ReceiptCode?
    if let typed = query.text("code"), ReceiptCode.fits(typed, id, keys: actions.keys) {
      code = try ReceiptCode(of: id, keys: actions.keys)
    }
    // A receipt is shown to whoever can prove it is theirs; anybody else may look the number up.
    guard let found = try await receiptDossier(id, no, code, call.viewer) else {
      return call.redirect("/track?no=" + no.rawValue)
    }
    let (dossier, isOwn) = found
    let reach = query.text("reach").flatMap { PhoneNumber.Kind(rawValue: $0) }
    var back: String?
    if !call.viewer.isSignedIn, reach == .mobile, let code {
      back = "/report/\(no.rawValue)/received?id=\(id)&code=\(code.text)&reach=mobile"
    }
    let view = ReceivedView(
      id: id.rawValue, shortNo: screen.shortNo(no), fullNo: no.rawValue,
      routed: routed(dossier, screen), next: next(dossier, screen),
      notice: isOwn ? screen.text("received.notice") : nil,
      joined: query.text("joined") != nil, canFollow: isOwn, code: isOwn ? nil : code?.text,
      keep: screen.text(reach == .landline ? "received.keep.landline" : "received.keep"),
      signIn: back.map(URLEncoded.encode), mayClaim: call.viewer.isSignedIn && !isOwn)
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }

  /// Nil for whoever just tries addresses; whoever joined the case has a receipt too.
  private func receiptDossier(
    _ id: Identifier<Case>, _ no: CaseNumber, _ code: ReceiptCode?, _ viewer: Viewer
  ) async throws -> (dossier: CaseDossier, isOwn: Bool)? {
    do {
      if viewer.isSignedIn, let own = try await ownDossier(id, viewer) {
        return own.item.no == no ? (own, true) : nil
      }
      guard code != nil else { return nil }
      let dossier = try await actions.receipt(of: id, hasCode: true, for: viewer)
      return dossier.item.no == no ? (dossier, false) : nil
    } catch let problem as Problem where problem.kind == .notFound {
      return nil
    }
  }

  private func ownDossier(
    _ id: Identifier<Case>, _ viewer: Viewer
  ) async throws -> CaseDossier? {
    do {
      let found = try await actions.dossierOrShared(id, for: viewer)
      return !found.isShared || found.dossier.isJoined ? found.dossier : nil
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

  private func next(_ dossier: CaseDossier, _ screen: CaseScreen) -> [ReceivedView.Next] {
    let item = dossier.item
    let limit = dossier.limits.last { $0.duty == .accept && $0.state.isLive }
    guard let accept = limit?.dueAt, item.state == .submitted else {
      return screen.say.next(nil)
    }
    return screen.say.next(
      actions.engine.table(at: screen.now)
        .promised(of: item, acceptBy: accept, in: actions.engine.calendar()))
  }
}
