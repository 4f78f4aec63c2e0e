import Hummingbird
import Kernel

/// Where the shell's web-view opens with a token behind the `#`, and where its link ends.
struct WeChatRoutes: Sendable {
  let actions: WeChatActions

  func register(on routes: Routes) {
    routes.get("/enter/wechat", .everyone, open)
    routes.post("/enter/wechat", .everyone, rate: .signIn, arrive)
    routes.post("/enter/wechat/link", .signedIn, answer)
    routes.post("/account/wechat/unlink", .signedIn, unlink)
  }

  /// Asks who has just signed in whether to link, sends on who is signed in, and takes the token of
  /// everybody else.
  ///
  /// Only inside a mini-program: there nobody but our own shell can put a token into the address. In
  /// any other browser it may be a stranger's, to be linked to whoever follows a link.
  @Sendable func open(_ call: Call) async throws -> Response {
    guard actions.isOpen else { throw Problem(.notFound) }
    let back = OwnPath.safe(try call.query().text("to"))
    guard call.viewer.isSignedIn else {
      return try page(call, back: back, isLate: !DeviceWords.isMiniProgram(call.userAgent))
    }
    if let phone = try await actions.question(to: call.viewer, visit: call.visit) {
      let view = WeChatLinkView(phone: phone, returnTo: back, call.words, call.language)
      return try call.page(IdentityPages.page(view, call.words, call.language))
    }
    // With an end of its own, or the browser would carry the token on behind the next address.
    return call.redirect(back.contains("#") ? back : back + "#")
  }

  @Sendable func arrive(_ call: Call) async throws -> Response {
    guard actions.isOpen else { throw Problem(.notFound) }
    let back = OwnPath.safe(call.form.text("return_to"))
    if call.viewer.isSignedIn { return call.redirect(back) }
    guard DeviceWords.isMiniProgram(call.userAgent), let visit = call.visit else {
      return try page(call, back: back, isLate: true, isRefused: true)
    }
    let token = call.form.text("token") ?? ""
    switch try await actions.arrive(token: token, visit: visit, from: call.origin) {
    case .signedIn(let opened):
      try await actions.signIn.endSession(call.sessionToken)
      var response = call.redirect(back)
      call.setSession(&response, opened.token, hours: opened.hours)
      return response
    case .stranger: return call.redirect(Self.phonePath(back))
    case .refused: return try page(call, back: back, isLate: true, isRefused: true)
    }
  }

  /// Signing in by phone, and back here to be asked about linking.
  private static func phonePath(_ back: String) -> String {
    "/sign-in?return_to=" + URLEncoded.encode("/enter/wechat?to=" + URLEncoded.encode(back))
  }

  private func page(
    _ call: Call, back: String, isLate: Bool, isRefused: Bool = false
  ) throws -> Response {
    let view = WeChatArrivalView(
      isLate: isLate, returnTo: back, signIn: "/sign-in?return_to=" + URLEncoded.encode(back))
    return try call.page(
      IdentityPages.page(view, call.words, call.language),
      status: isRefused ? .unprocessableContent : .ok)
  }

  @Sendable func answer(_ call: Call) async throws -> Response {
    let back = OwnPath.safe(call.form.text("return_to"))
    if call.form.text("answer") == "yes" {
      try await actions.link(
        visit: call.visit, by: call.viewer, key: call.command("identity.wechat_link", ""))
    } else {
      guard actions.isOpen, call.viewer.post == nil else { throw Problem(.notFound) }
      try await actions.decline(visit: call.visit)
    }
    return call.redirect(back)
  }

  @Sendable func unlink(_ call: Call) async throws -> Response {
    try await actions.unlink(
      by: call.viewer, key: call.command("identity.wechat_unlink", ""))
    return call.redirect("/account?done=wechat")
  }
}
