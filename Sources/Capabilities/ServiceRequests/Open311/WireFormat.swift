import Hummingbird
import Kernel

/// The two languages of the standard; the address ends in one of them.
enum WireFormat: String, CaseIterable, Sendable {
  case json, xml

  /// `root`: the outermost element, which JSON does without.
  func answer(
    _ root: String, _ value: Wire, status: HTTPResponse.Status = .ok, to call: Call
  ) throws -> Response {
    let (text, type) =
      switch self {
      case .json: (try JSONText.encode(value), "application/json; charset=utf-8")
      case .xml: (WireXML.text(root, value), "text/xml; charset=utf-8")
      }
    var response = call.plain(text, status: status)
    response.headers[.contentType] = type
    return response
  }
}

/// How the standard says no: a list of code and description, in the format that was asked for.
struct WireRefusal {
  let status: Int
  let descriptions: [String]

  init(_ problem: Problem, words: Words, in language: Language) {
    status = Self.status(of: problem.kind)
    if problem.fields.isEmpty {
      let key = problem.detail ?? Self.sentence(of: problem.kind)
      descriptions = [words.text(key, problem.values, in: language)]
    } else {
      descriptions = problem.fields.map { error in
        let field = PostedRequest.fields[error.field] ?? error.field
        return field + ": " + words.text(error.message, error.values, in: language)
      }
    }
  }

  func answer(_ format: WireFormat, to call: Call) throws -> Response {
    let errors = descriptions.map { description in
      Wire.object([
        Wire.Member("code", .number(Double(status))), Wire.Member("description", description),
      ])
    }
    return try format.answer(
      "errors", .list("error", errors), status: HTTPResponse.Status(code: status),
      to: call)
  }

  /// 403 for keys, 404 for what is not there, 400 for the rest; brakes and our own failures stay
  /// what they are, since clients wait and try again by them.
  private static func status(of kind: Problem.Kind) -> Int {
    switch kind {
    case .signInNeeded, .forbidden: 403
    case .notFound: 404
    case .tooMany, .server, .unavailable: kind.status
    default: 400
    }
  }

  /// The kernel's own sentences are for programs that speak our API.
  private static func sentence(of kind: Problem.Kind) -> String {
    switch kind {
    case .signInNeeded: "open311.no-key"
    case .notFound: "open311.not-found"
    case .malformed, .unsupportedType: "open311.malformed"
    default: kind.caller
    }
  }
}
