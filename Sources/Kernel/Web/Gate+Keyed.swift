import HTTPTypes
import Hummingbird
import Logging

/// Doors whose callers are programs of others, known by a key among their answers.
extension Gate {
  /// Nobody without a key; a wrong one is told, since what it wanted would look missing.
  func keyed(_ call: Call) async throws -> Viewer {
    let given = try call.form.text("api_key") ?? call.query().text("api_key")
    guard let key = given else { return .visitor }
    let (viewers, now) = (platform.viewers, call.now)
    let viewer = try await platform.known.viewer("key " + key, in: platform.database, at: now) {
      try viewers.viewer(key: key, at: now, in: $0)
    }
    guard let viewer else { throw Problem(.forbidden, "problem.key-unknown") }
    return viewer
  }

  /// The posted answers of a program; it has no mark, and what it cannot say right it says again.
  func keyedForm(_ door: Door, _ request: Request, _ folder: String?) async throws -> Form {
    let form = try await BodyReader.form(request, folder: folder, limit: door.maxBody)
    if form.isMisread { throw Problem(.malformed, "problem.encoding") }
    if form.isOverlong { throw Problem(.tooLarge, "problem.text-too-long") }
    return form
  }

  /// Nil at doors of ours.
  func refused(_ problem: Problem, _ call: Call) -> Response? {
    guard let refusal = call.refusal else { return nil }
    do {
      return try refusal(problem, call)
    } catch {
      platform.logger.error("refusal not written", metadata: ["error": "\(error)"])
      return Response(status: HTTPResponse.Status(code: problem.kind.status))
    }
  }
}
