public import HTTPTypes
import HummingbirdCore

extension Call {
  /// A visit token made for this page when the browser brought none.
  var freshVisit: FreshVisit { FreshVisit(call: self) }

  struct FreshVisit {
    let call: Call

    /// Derived from the request's own reference, so that mark and cookie agree without storing.
    var value: String? {
      guard call.cookies.visit == nil else { return nil }
      return Base64URL.encode(
        HMAC.sha256("visit:" + call.id, key: call.platform.formMark.key))
    }
  }

  /// Of the navigation of those who work here, what the viewer may open, in its order.
  public var staffTabs: [Tab] {
    platform.tabs.filter { $0.access.admits(viewer) }.map(\.tab)
  }

  /// What the frame of a page needs to know of this request.
  func chrome() throws -> Chrome {
    let session = viewer.isSignedIn ? cookies.session : nil
    let token = session ?? cookies.visit ?? freshVisit.value ?? ""
    let name = language == .chinese ? site.name.chinese : site.name.english
    return Chrome(
      preferences: preferences, prefix: site.prefix, siteName: name,
      formToken: platform.formMark.mark(
        for: token, salt: platform.database.world.randomBytes(12)),
      commandKey: Base64URL.encode(platform.database.world.randomBytes(16)), reader: reader,
      signedInName: viewer.isSignedIn ? viewer.name ?? "" : nil,
      signedInAs: viewer.post(in: language),
      staffTabs: staffTabs, path: ownPath,
      now: now, isDemo: platform.settings.isDemo)
  }

  /// The same for all sessions of a person, and for nobody else.
  var reader: String {
    guard let person = viewer.person else { return "" }
    let hash = HMAC.sha256("reader:" + person.rawValue, key: platform.formMark.key)
    return Hex.encode(Array(hash.prefix(8)))
  }

  /// The page's own path and query below the prefix; a posted form's page is where it came from.
  private var ownPath: String {
    let path = request.uri.path
    guard let query = request.uri.query else { return path }
    return path + "?" + query
  }
}

extension Call {
  public var words: Words { platform.renderer.words }
  /// How this browser reads, where somebody has chosen that on it.
  public var chosenHere: Preferences? { cookies.preferences.map(Preferences.init(cookie:)) }
  public var isDemo: Bool { platform.settings.isDemo }

  /// The fields of a problem in the reader's words, for the form that is shown again.
  public func errors(_ problem: Problem) -> FormErrors? { errors(problem, labels: [:]) }

  /// The same, with the fields' names where a sentence alone would not say which it means.
  public func errors(_ problem: Problem, labels: [String: String]) -> FormErrors? {
    FormErrors(problem.fields, labels: labels, words: words, in: language)
  }

  /// The status of a page that is shown again because of a refusal.
  public func status(_ problem: Problem?) -> HTTPResponse.Status {
    problem.map { HTTPResponse.Status(code: $0.kind.status) } ?? .ok
  }

  /// 422 when there are errors, so that scripts and tests see the refusal too.
  public func status(_ errors: FormErrors?) -> HTTPResponse.Status {
    errors == nil ? .ok : .unprocessableContent
  }
}
