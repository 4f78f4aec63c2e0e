import HTTPTypes
import Hummingbird
import Logging

/// Posted forms: where they come from, whose they are, and what a browser keeps between them.
extension Gate {
  /// Browsers say where a form was sent from; another site's forms are not ours.
  func checkOrigin(_ request: Request) throws {
    if let site = request.headers[.fetchSite], site != "same-origin", site != "none" {
      throw Problem(.formExpired)
    }
  }

  /// A form given out while a session still ran is its browser's also when it has ended.
  func checkMark(_ call: Call) throws {
    guard let mark = call.form.text("form_token"),
      let token = call.cookies.session ?? call.cookies.visit,
      platform.formMark.fits(mark, token: token)
    else { throw Problem(.formExpired) }
  }

  /// A form that is not ours and would have acted for somebody signed in stands in the audit.
  ///
  /// Forms for visitors do not: whoever sends them could fill it.
  func noteForeign(_ error: any Error, _ door: Door, _ call: Call) async {
    guard call.viewer.isSignedIn, Self.problem(from: error).kind == .formExpired else { return }
    let actor = call.viewer.actor
    let isElsewhere = call.request.headers[.fetchSite].map { $0 != "same-origin" && $0 != "none" }
    do {
      try await platform.database.write { tx in
        try tx.audit(
          AuditEntry(
            actor: actor, action: "web.form_refused", subject: "route:" + door.path,
            detail: isElsewhere == true ? "origin" : "mark"))
      }
    } catch {
      platform.logger.error("refused form not audited", metadata: ["error": "\(error)"])
    }
  }

  /// Whether a form that cannot be taken is nobody's fault who filled it in: our own failure, a
  /// session that has ended meanwhile, or a brake that neighbours behind one address share.
  func isLost(_ error: any Error, _ call: Call) -> Bool {
    let kind = Self.problem(from: error).kind
    return kind.status >= 500 || kind == .tooMany || kind == .signInNeeded && call.hasEnded
  }

  /// Reads such a form all the same, so that the page which says so can show what was typed.
  ///
  /// Without its files: a caller who is braked shall not fill the disk.
  /// Empty when it cannot be read or is not ours; the page then says what it has to say without.
  func lost(_ door: Door, _ request: Request) async -> Form {
    var parts = MultipartReader.Limits()
    parts.keepsFiles = false
    do {
      try checkOrigin(request)
      return try await BodyReader.form(
        request, folder: door.maxBody > 0 ? "" : nil, limit: door.maxBody, parts: parts)
    } catch {
      platform.logger.info(
        "form not read", metadata: ["problem": "\(Self.problem(from: error).kind.slug)"])
      return Form()
    }
  }

  /// Gives a browser that nobody has signed in with a token of its own, which its drafts and forms
  /// belong to, and takes away a session that has ended.
  func keepTokens(_ call: Call, _ response: inout Response) {
    guard !call.isAPI, !call.viewer.isSignedIn else { return }
    let isPage = response.headers[.contentType]?.hasPrefix("text/html") ?? false
    guard isPage || response.headers[.location] != nil else { return }
    if let fresh = call.freshVisit.value {
      call.setCookie(&response, RequestCookies.visitName, fresh, maxAge: 86_400)
    }
    let name = RequestCookies.name(RequestCookies.sessionName, of: call.site) + "="
    if call.cookies.session != nil,
      !response.headers[values: .setCookie].contains(where: { $0.hasPrefix(name) })
    {
      call.setSession(&response, nil)
    }
  }
}

extension Call {
  /// What a person typed into the form, without marks and codes, for the page that could not take it.
  ///
  /// Only where the browser says that the form was ours: nobody else's words appear on our pages.
  public var typed: [String] {
    let origin = request.headers[.fetchSite]
    guard origin == nil || origin == "same-origin" || origin == "none",
      origin != nil || platform.formMark.fits(form.text("form_token") ?? "", token: token)
    else { return [] }
    let written = platform.renderer.library.writtenFields
    return form.values.sorted { $0.key < $1.key }.filter { !Self.secret.contains($0.key) }
      .flatMap { name, values in
        values.map(\.readable).filter { text in
          // Some fields get their names from the page; words are told from codes there.
          !text.isEmpty
            && (written.contains(name) || text.contains { !$0.isASCII || $0 == " " })
        }
      }
  }

  private static let secret: Set<String> = [
    "password", "again", "old", "code", "challenge", "form_token",
  ]

  private var token: String { cookies.session ?? cookies.visit ?? "" }

  /// The page that the form was on, as far as the browser tells.
  var formPage: String {
    guard let referer = request.headers[.referer], let scheme = referer.firstRange(of: "://")
    else { return "/" }
    let rest = referer[scheme.upperBound...]
    guard let slash = rest.firstIndex(of: "/"),
      rest[..<slash] == request.head.authority ?? ""
    else { return "/" }
    let path = String(rest[slash...])
    guard path.hasPrefix(site.prefix) else { return "/" }
    return OwnPath.safe(String(path.dropFirst(site.prefix.count)))
  }
}
