import Casework
import Kernel

/// The photos of one form of one case: those kept from an earlier attempt and those sent now.
///
/// A browser sends files once; what arrived well is kept until the form is accepted.
struct FormPhotos: Sendable {
  let drafts: DraftActions
  let intake: PhotoIntake
  /// The most that one form may bring.
  let most: Int

  struct Taken: Sendable {
    var ids: [String] = []
    var problem: Problem?
    /// Whether a draft holds some of them.
    var isHeld = false
    /// One was taken out: nothing else is done.
    var isRemoval = false
  }

  func take(_ call: Call, _ id: Identifier<Case>, _ form: String) async throws -> Taken {
    let uploads = call.form.files.filter { $0.field == "photos" }
    let claimed = call.form.all("kept_photo")
    guard !uploads.isEmpty || !claimed.isEmpty else { return Taken() }
    let owner = Draft.owner(call.viewer, id, form)
    let held = try await drafts.load(owner).photos ?? []
    let gone = call.form.text("remove_photo")
    let kept = held.filter { claimed.contains($0) && $0 != gone }
    var taken = Taken(ids: kept, isHeld: !held.isEmpty, isRemoval: gone != nil)
    if kept.count + uploads.count > most {
      taken.problem = Problem([FormMistake.tooManyPhotos(kept.count + uploads.count)])
    } else {
      let new = try await intake.take(uploads, after: kept.count)
      taken.ids += new.ids.filter { !kept.contains($0) }
      if !new.mistakes.isEmpty { taken.problem = Problem(new.mistakes) }
    }
    if taken.ids != held {
      try await drafts.save(Draft(photos: taken.ids), owner: owner)
      taken.isHeld = true
    }
    return taken
  }

  /// The form was accepted: its photos belong to the case now.
  func release(_ taken: Taken, _ call: Call, _ id: Identifier<Case>, _ form: String) async throws {
    if taken.isHeld { try await drafts.remove(Draft.owner(call.viewer, id, form)) }
  }

  /// Whether the viewer sent this file with a form that was not accepted yet; `name` is the case's
  /// id and the form's name.
  func holds(_ file: String, of name: String, _ viewer: Viewer) async throws -> Bool {
    let parts = name.split(separator: ".").map(String.init)
    guard parts.count == 2, viewer.isSignedIn else { return false }
    let owner = Draft.owner(viewer, Identifier(rawValue: parts[0]), parts[1])
    return try await drafts.load(owner).photos?.contains(file) ?? false
  }
}

extension Draft {
  /// One person's unsent form of one case.
  static func owner(_ viewer: Viewer, _ id: Identifier<Case>, _ form: String) -> String {
    "person:\(viewer.actor)/\(id)/\(form)"
  }
}
