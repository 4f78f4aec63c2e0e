import Casework
import Civics
import Contracts
import Hummingbird
import Kernel

/// Links to somebody outside: made and taken back by the staff, answered by whoever holds one.
struct OutsideRoutes: Sendable {
  let outside: OutsideActions
  let staff: StaffRoutes
  let intake: PhotoIntake

  static let access: Access = .canAny([.dispatchRequests, .handleRequests])

  func register(on routes: Routes) {
    routes.get("/cases/{id}/outside", Self.access) { try await asking($0, nil) }
    routes.post("/cases/{id}/outside", Self.access) { try await ask($0) }
    routes.post("/cases/{id}/outside/revocation", Self.access) { try await revoke($0) }
    // The token is in the address, so guesses are braked.
    routes.get("/outside/{token}", .everyone, rate: .lookUp) { try await show($0, nil) }
    routes.get("/outside/{token}/photos/{file}", .everyone, rate: .lookUp) { try await photo($0) }
    routes.post(
      "/outside/{token}", .everyone, rate: .lookUp, maxBody: ReportRoutes.maxBody
    ) { try await answer($0) }
  }

  private func asking(_ call: Call, _ posted: PostedAct?) async throws -> Response {
    let screen = try await staff.screen(call)
    let dossier = try await staff.actions.dossier(try call.id(), for: call.viewer)
    let item = dossier.item
    let canAsk = dossier.moves.contains(.askOutside)
    guard canAsk || dossier.moves.contains(.revokeOutside) else { throw Problem(.notFound) }
    let asked = try await outside.all(of: item.id)
    let typed = Typed(posted, in: "outside")
    let base: DeskCase.Place = StaffRoutes.console.admits(call.viewer) ? .console : .desk
    let days = staff.actions.engine.table(at: call.now).rules.outsideDays
    let view = OutsideAskView(
      id: item.id.rawValue, back: base.rawValue + item.id.rawValue,
      shortNo: screen.shortNo(item.no),
      title: screen.title(item.title, item.body, service: item.service, item: item.item),
      isMade: try posted == nil && call.query().text("done") == "outside",
      note: screen.text("outside.note", ["n": String(days)]),
      parts: canAsk
        ? OutsideQuestion.Part.allCases.map { part in
          OptionView(
            value: part.rawValue, label: screen.text("outside.part." + part.rawValue),
            chosen: typed.chose("shown", part.rawValue, usual: part == .words))
        } : [],
      typed: typed,
      asked: try asked.map { question in
        let standing = question.standing(at: call.now)
        return OutsideAskView.Line(
          id: question.id, request: item.id.rawValue, party: question.party,
          question: question.question,
          standing: screen.text("outside.standing." + standing.rawValue),
          when: Say.due(question.expiresAt, now: call.now, in: call.language),
          canRevoke: standing == .waiting,
          link: try outside.token(of: question).map {
            call.origin + "/outside/" + $0
          })
      }, hasAsked: !asked.isEmpty, errors: posted?.errors(call))
    var response = try staff.answer(
      call, ServiceRequestsPages.page(view, call.words, call.language), posted)
    call.unlist(&response)
    return response
  }

  private func ask(_ call: Call) async throws -> Response {
    let id: Identifier<Case> = try call.id()
    let wish = OutsideActions.Wish(
      party: call.form.text("party") ?? "", question: call.form.text("question") ?? "",
      shown: Set(call.form.all("shown").compactMap { OutsideQuestion.Part(rawValue: $0) }))
    do {
      _ = try await outside.ask(
        wish, about: id, by: call.viewer,
        key: call.command("requests.outside:\(id)", wish.content))
      return call.redirect("/cases/\(id)/outside?done=outside")
    } catch {
      guard let problem = StaffRoutes.shown(error) else { throw error }
      return try await asking(
        call, PostedAct(name: "outside", form: call.form, problem: problem))
    }
  }

  private func revoke(_ call: Call) async throws -> Response {
    let id: Identifier<Case> = try call.id()
    let question = call.form.text("question_id") ?? ""
    do {
      try await outside.revoke(
        question, of: id, by: call.viewer,
        key: call.command("requests.outside_revoke:\(id)", question))
      return call.redirect("/cases/\(id)/outside")
    } catch {
      guard let problem = StaffRoutes.shown(error) else { throw error }
      return try await asking(
        call, PostedAct(name: "outside", form: call.form, problem: problem))
    }
  }

  private func show(_ call: Call, _ posted: PostedAct?) async throws -> Response {
    let token = try call.parameter("token")
    let opened = try await outside.open(token)
    let screen = CaseScreen(call, try await staff.directory.plan(), staff.actions.catalogue)
    let isDone = posted == nil && opened.standing == .answered
    let view = OutsideView(
      action: "/outside/" + token,
      over: opened.dossier == nil && !isDone
        ? screen.text("outside.over." + opened.standing.rawValue) : nil,
      asked: opened.dossier.map { dossier in
        self.asked(dossier, opened.question, token, opened.pictures, screen, posted)
      }, isDone: isDone, errors: posted?.errors(call))
    let status: HTTPResponse.Status =
      opened.dossier == nil && !isDone ? .gone : call.status(posted?.problem)
    var response = try call.page(
      ServiceRequestsPages.page(view, call.words, call.language), status: status)
    call.unlist(&response)
    return response
  }

  private func asked(
    _ dossier: CaseDossier, _ question: OutsideQuestion, _ token: String,
    _ pictures: [Identifier<CaseFile>], _ screen: CaseScreen, _ posted: PostedAct?
  ) -> OutsideView.Asked {
    let item = dossier.item
    return OutsideView.Asked(
      question: question.question,
      until: screen.text(
        "case.asked.until",
        ["when": Say.due(question.expiresAt, now: screen.now, in: screen.language)]),
      kind: screen.kind(service: item.service, item: item.item),
      text: question.shown.contains(.words)
        ? HiddenNumbers.hidden(in: item.said) : "",
      place: question.shown.contains(.place)
        ? HiddenNumbers.hidden(in: screen.place(item.place)) : "",
      photos: pictures.enumerated().map { index, file in
        let path = "/outside/\(token)/photos/\(file)"
        return PhotoView(small: path, full: path, alt: screen.say.photoAlt(index + 1))
      }, said: Typed(posted, in: "outside").said["words"] ?? "")
  }

  private func photo(_ call: Call) async throws -> Response {
    let file = Identifier<CaseFile>(rawValue: try call.parameter("file"))
    guard try await outside.maySee(file, with: try call.parameter("token")) else {
      throw Problem(.notFound)
    }
    guard let key = FileStore.Key(rawValue: file.rawValue), intake.files.has(key) else {
      throw Problem(.notFound)
    }
    let bytes = try await intake.cleaner.thumbnail(of: try await intake.files.read(key)).bytes
    var response = call.privateFile(bytes, type: FileRoutes.type(of: bytes))
    call.unlist(&response)
    return response
  }

  private func answer(_ call: Call) async throws -> Response {
    let token = try call.parameter("token")
    // Whoever has no link leaves no file.
    let standing = try await outside.open(token).standing
    guard [.waiting, .answered].contains(standing) else { return try await show(call, nil) }
    do {
      // The same press again is the same answer; another one is refused, and leaves no file.
      let given = standing == .waiting ? call.form.files.filter { $0.field == "photos" } : []
      let (ids, mistakes) = try await intake.take(given, after: 0)
      guard mistakes.isEmpty else { throw Problem(mistakes) }
      let words = call.form.text("words") ?? ""
      try await outside.answer(
        token, words, photos: ids.map { Identifier(rawValue: $0) },
        key: call.command("requests.outside_answer", token + words))
      return call.redirect("/outside/" + token)
    } catch {
      guard let problem = StaffRoutes.shown(error) else { throw error }
      return try await show(
        call, PostedAct(name: "outside", form: call.form, problem: problem))
    }
  }
}
