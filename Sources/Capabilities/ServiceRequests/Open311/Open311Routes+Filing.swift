import Casework
import Contracts
import Hummingbird
import Kernel

extension Open311Routes {
  /// Files a request as the key's own; pictures come as parts named `media`.
  ///
  /// A repetition with the same `Idempotency-Key` header or `command_key` field is the same request;
  /// without one, each is another.
  @Sendable func file(_ call: Call) async throws -> Answer {
    let plan = try await directory.plan()
    let posted = PostedRequest(
      form: call.form,
      services: ServiceWire(
        catalogue: actions.catalogue, words: call.words, language: .chinese),
      plan: plan)
    let (submission, photos) = try await checked(posted, call)
    let receipt = try await actions.submit(
      submission, by: call.viewer,
      key: call.command("service_requests.open311", try JSONText.encode(submission)))
    let id = Identifier<Case>(rawValue: receipt.id)
    let token = try RequestToken(of: id, keys: actions.keys).text
    let notice = call.words.text(
      photos == 0 ? "open311.notice" : "open311.notice-photos", ["no": receipt.no],
      in: call.language)
    let asksToken = call.form.text("return_token") == "true"
    var members: [Wire.Member] = [
      // One of the two, as the standard says.
      asksToken ? .init("token", token) : .init("service_request_id", receipt.id),
      .init("service_notice", notice), .init("account_id", nil as String?),
    ]
    if try call.form.text("extensions") ?? call.query().text("extensions") == "true" {
      members.append(
        .init(
          "extended_attributes",
          .object([.init("number", receipt.no), .init("token", token)])))
    }
    return Answer(
      root: "service_requests", value: .list("request", [.object(members)]), status: .created)
  }

  /// All that is wrong with it at once; pictures are cleaned only when the rest is right.
  private func checked(
    _ posted: PostedRequest, _ call: Call
  ) async throws -> (Submission, photos: Int) {
    var (submission, mistakes) = posted.submission(try posted.service())
    let media = self.media(of: call.form)
    let place = PlaceFinder(plan: posted.plan, region: call.site.region)
    if let mistake = place.find(&submission) { mistakes.append(mistake) }
    let told = Set(mistakes.map { PostedRequest.fields[$0.field] ?? $0.field })
    var whole = submission
    // Not there yet, and not missing either.
    whole.photos = media.map(\.name)
    mistakes += actions.mistakes(in: whole).filter { error in
      !told.contains(PostedRequest.fields[error.field] ?? error.field)
    }
    guard mistakes.isEmpty else { throw Problem(mistakes) }
    let taken = try await intake.take(media, after: 0)
    guard taken.mistakes.isEmpty else { throw Problem(taken.mistakes) }
    submission.photos = taken.ids
    return (submission, media.count)
  }

  private func media(of form: Form) -> [Form.Upload] {
    form.files.filter { $0.field == "media" || $0.field == "media[]" }
  }

  /// The updates extension: words of the program that filed the request, once for each `update_id`.
  @Sendable func say(_ call: Call) async throws -> Answer {
    let form = call.form
    guard let id = form.text("service_request_id") else {
      throw Problem(field: "service_request_id", "problem.field-missing")
    }
    let media = self.media(of: form)
    let words = form.text("description") ?? ""
    guard !words.isEmpty || !media.isEmpty else {
      throw Problem(field: "description", "problem.field-missing")
    }
    let target = Identifier<Case>(rawValue: id.lowercased())
    // Nothing is kept for a request that is not the key's own.
    try await actions.requireOwn(target, by: call.viewer)
    let taken = try await intake.take(media, after: 0)
    guard taken.mistakes.isEmpty else { throw Problem(taken.mistakes) }
    let said = [words, status(form)].compactMap { $0 }.joined(separator: "\n")
    let key = form.text("update_id").flatMap { given in
      CommandKey.lengths.contains(given.utf8.count)
        ? CommandKey("update " + given, by: call.viewer.actor, for: id + "\n" + said) : nil
    }
    let step = try await actions.say(
      said, photos: taken.ids.map { Identifier(rawValue: $0) },
      on: target, by: call.viewer,
      key: key ?? call.command("open311.say:" + id, said))
    return Answer(
      root: "service_request_updates",
      value: .list(
        "request_update",
        [.object([.init("update_id", step), .init("service_request_id", id)])]),
      status: .created)
  }

  /// What the other side thinks of it, as words: it is closed here and not there.
  private func status(_ form: Form) -> String? {
    guard let status = form.text("status")?.lowercased(), status != "open",
      status.utf8.count <= 40
    else { return nil }
    return "[" + status + "]"
  }
}
