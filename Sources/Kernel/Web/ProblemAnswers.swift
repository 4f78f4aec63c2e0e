public import Hummingbird
import HTTPTypes
import Logging

extension Gate {
  /// Turns whatever was thrown into the answer the caller can use; the log keeps the rest.
  func answer(to error: any Error, _ call: Call) -> Response {
    let problem = Self.problem(from: error)
    if problem.kind.status >= 500 {
      platform.logger.error(
        "request failed", metadata: ["request": "\(call.id)", "error": "\(error)"])
    } else {
      platform.logger.info(
        "request refused",
        metadata: ["request": "\(call.id)", "problem": "\(problem.kind.slug)"])
    }
    var response =
      refused(problem, call) ?? (call.isAPI ? json(problem, call) : page(problem, call))
    if let seconds = problem.values["seconds"] { response.headers[.retryAfter] = seconds }
    if let allow = problem.values["allow"] { response.headers[.allow] = allow }
    if call.isAPI, problem.kind == .signInNeeded {
      response.headers[.wwwAuthenticate] = "Bearer"
    }
    return response
  }

  static func problem(from error: any Error) -> Problem {
    switch error {
    case let problem as Problem: problem
    case let error as any ProblemConvertible: error.problem
    case let error as StoreError: problem(from: error)
    case is CancellationError: Problem(.unavailable)
    case let error as HTTPError where error.status == .contentTooLarge: Problem(.tooLarge)
    default: Problem(.server)
    }
  }

  private static func problem(from error: StoreError) -> Problem {
    switch error {
    case .unavailable, .storage, .retry, .cancelled, .commitUnknown: Problem(.unavailable)
    case .unique, .foreignKey, .check, .notNull, .other: Problem(.server)
    }
  }

  private func json(_ problem: Problem, _ call: Call) -> Response {
    (try? call.refused(problem))
      ?? Response(status: HTTPResponse.Status(code: problem.kind.status))
  }

  private func page(_ problem: Problem, _ call: Call) -> Response {
    let typed = call.typed
    let back = call.request.method == .get ? call.request.uri.string : call.formPage
    let signIn = "/sign-in?return_to=" + URLEncoded.encode(back)
    if problem.kind == .signInNeeded, typed.isEmpty { return call.redirect(signIn) }
    let status = HTTPResponse.Status(code: problem.kind.status)
    let view = ProblemView(
      problem, reference: call.id, typed: typed, signIn: signIn,
      words: platform.renderer.words, in: call.language)
    do {
      return try call.page(view.page, status: status)
    } catch {
      platform.logger.error("problem page failed", metadata: ["error": "\(error)"])
      return Response(status: status)
    }
  }
}

extension Call {
  /// The refusal as a program reads it, RFC 9457; for files, which are no pages of people.
  public func refused(_ problem: Problem) throws -> Response {
    var response = try json(
      ProblemDetails(problem, reference: id, words: words, language),
      status: HTTPResponse.Status(code: problem.kind.status))
    response.headers[.contentType] = "application/problem+json"
    return response
  }
}

/// RFC 9457 problem details.
struct ProblemDetails: Encodable {
  struct Field: Encodable {
    let field: String
    let message: String
  }

  let type: String
  let title: String
  let status: Int
  let detail: String
  let instance: String
  let errors: [Field]?

  init(_ problem: Problem, reference: String, words: Words, _ language: Language) {
    type = problem.kind.type
    title = words.text(problem.kind.title, in: language)
    status = problem.kind.status
    detail = words.text(problem.detail ?? problem.kind.caller, problem.values, in: language)
    instance = reference
    errors =
      problem.fields.isEmpty
      ? nil
      : problem.fields.map {
        Field(field: $0.field, message: words.text($0.message, $0.values, in: language))
      }
  }
}
