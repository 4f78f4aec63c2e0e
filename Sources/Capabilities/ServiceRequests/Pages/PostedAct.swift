import Casework
import Kernel

/// A form that was sent and not taken: the page comes back with its answers and what is wrong.
struct PostedAct: Sendable {
  /// Last part of the address it was posted to.
  let name: String
  let form: Form
  /// Nil where only a photo was taken out.
  var problem: Problem?
  /// Photos that arrived and are kept, so that nobody sends them twice.
  var photos: [String] = []

  /// Field names of several forms on one page are alike, so each is told by its form's name too.
  func errors(_ call: Call) -> FormErrors? {
    guard let problem else { return nil }
    let fields = problem.fields.isEmpty ? [whole(problem)] : problem.fields.map(own)
    // The case has moved on, perhaps to where this form is no longer offered.
    let isOver = problem.kind == .staleVersion || problem.kind == .notNow
    return FormErrors(
      fields, typed: isOver ? call.typed : [], words: call.words, in: call.language)
  }

  /// Says who did what meanwhile, where the case is no longer what the form was made for.
  func told(by dossier: CaseDossier, _ screen: CaseScreen) -> PostedAct {
    guard problem?.kind == .staleVersion, let event = dossier.events.last,
      Int64(event.version) > form.number("version") ?? 0,
      let step = screen.timeline(dossier, for: .staff).first
    else { return self }
    let who = CodeWords.roles.text(event.role.rawValue, screen.words, screen.language)
    var told = self
    told.problem = Problem(
      .staleVersion, "refusal.stale", values: ["who": who, "what": step.title, "when": step.time])
    return told
  }

  /// `refuse_reason` is the reason of the form `refuse`, as its id and in `errors.on`.
  private func own(_ error: FieldError) -> FieldError {
    FieldError(Self.id(of: error.field, in: name), error.message, values: error.values)
  }

  private func whole(_ problem: Problem) -> FieldError {
    FieldError(
      "act-" + name, problem.detail ?? problem.kind.title + ".detail", values: problem.values)
  }

  static func id(of field: String, in act: String) -> String {
    // The grid worker's result is the same form at another address.
    let act = act == "on-site-result" ? "result" : act
    return (act + "_" + field).replacing("-", with: "_")
  }
}

/// What a form shows of an earlier attempt; empty for one that nobody has sent.
struct Typed: Sendable {
  var isOpen = false
  /// Answers by field.
  var said: [String: String] = [:]
  var photos: [String] = []
  private var lists: [String: [String]] = [:]

  init() {}

  /// Empty where another form was sent.
  init(_ posted: PostedAct?, in act: String) {
    guard let posted, posted.name == act else { return }
    isOpen = true
    lists = posted.form.values
    said = posted.form.values.compactMapValues(\.first)
    photos = posted.photos
  }

  /// Whether a choice was made; `usual` where nothing was sent.
  func chose(_ field: String, _ value: String, usual: Bool = false) -> Bool {
    isOpen ? lists[field]?.contains(value) ?? false : usual
  }
}

extension Call {
  /// The version that the form was made for; nil where it says none.
  ///
  /// Throws `Problem(.staleVersion)` for what can be none: taking it for nothing would let the
  /// form act on whatever the case has become.
  func expectedVersion() throws -> Int? {
    guard form.text("version") != nil else { return nil }
    guard let version = form.number("version"), version > 0 else { throw Problem(.staleVersion) }
    return Int(version)
  }
}
