import Hummingbird
import Kernel

/// Photos that come by themselves, one by one, while the first step is still being filled in.
///
/// A photo is named by its content: one that is sent again, because the answer was lost or a line
/// broke, is the one that is there. What no report names in the end is swept like any other file.
extension ReportRoutes {
  /// One photo at a time, made small on the device.
  static let mostPhotoBody = 16 << 20

  private struct Taken: Encodable { let id: String }
  private struct Held: Encodable { let photos: [String] }

  @Sendable func changePhotos(_ call: Call) async throws -> Response {
    if let gone = call.form.text("remove_photo") {
      let draft = try await drafts.change(owner(call), orFrom: visitor(call)) { draft in
        draft.photos = draft.photos?.filter { $0 != gone }
      }
      return try call.json(Held(photos: draft.photos ?? []))
    }
    guard let upload = call.form.files.first(where: { $0.field == "photos" }) else {
      throw Problem(.malformed)
    }
    let held = try await draft(call).photos ?? []
    let taken = try await intake.take([upload], after: held.count)
    guard let id = taken.ids.first else { return try call.refused(Problem(taken.mistakes)) }
    let most = actions.limits.photos
    let draft = try await drafts.change(owner(call), orFrom: visitor(call)) { draft in
      let photos = draft.photos ?? []
      if !photos.contains(id), photos.count < most { draft.photos = photos + [id] }
    }
    guard draft.photos?.contains(id) ?? false else {
      return try call.refused(Problem([FormMistake.tooManyPhotos(most + 1)]))
    }
    return try call.json(Taken(id: id))
  }
}

/// What was not taken of what a script sent, in the reader's words.
struct FormRefusal: Encodable {
  let detail: String?
  let errors: [Entry]

  struct Entry: Encodable {
    let field: String
    let message: String
  }
}
