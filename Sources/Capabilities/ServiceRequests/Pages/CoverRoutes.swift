import Casework
import Contracts
import Hummingbird
import Kernel

/// Covering faces and plates, with the history of what everybody may see of a case.
struct CoverRoutes: Sendable {
  let covers: CoverActions
  let directory: any CityDirectory

  static let access: Access = .can(.coverPhotos)
  /// Empty rows under those that are filled in; every press of the button gives as many again.
  static let spareRows = 3

  func register(on routes: Routes) {
    routes.get("/console/photos/{id}", Self.access) { try await show($0, nil) }
    routes.post("/console/photos/{id}/cover", Self.access, cover)
    routes.post("/console/photos/{id}/publication", Self.access, publish)
  }

  private func show(_ call: Call, _ posted: PostedAct?) async throws -> Response {
    let album = try await covers.album(of: try call.id(), for: call.viewer)
    let screen = CaseScreen(call, try await directory.plan(), covers.actions.catalogue)
    let view = screen.coverView(album, posted, errors: posted?.errors(call))
    return try call.page(
      ServiceRequestsPages.page(view, call.words, call.language),
      status: call.status(posted?.problem))
  }

  @Sendable private func cover(_ call: Call) async throws -> Response {
    let id: Identifier<Case> = try call.id()
    let file = try file(call)
    do {
      let boxes = try Self.boxes(call.form)
      try await covers.cover(
        file, of: id, boxes, by: call.viewer,
        key: call.command("requests.cover:\(id):\(file)", try JSONText.encode(boxes)))
    } catch {
      return try await refused(call, "cover", error)
    }
    return call.redirect("/console/photos/\(id)")
  }

  @Sendable private func publish(_ call: Call) async throws -> Response {
    let id: Identifier<Case> = try call.id()
    let file = try file(call)
    let isPublic = call.form.text("public") == "yes"
    let reason = call.form.text("reason") ?? ""
    let covered = call.form.text("covered") ?? ""
    do {
      try await covers.publish(
        isPublic, file, seen: covered, of: id, reason: reason, by: call.viewer,
        key: call.command("requests.photo:\(id):\(file)", "\(isPublic) \(covered) \(reason)"))
    } catch {
      return try await refused(call, "publication", error)
    }
    return call.redirect("/console/photos/\(id)")
  }

  private func refused(_ call: Call, _ name: String, _ error: any Error) async throws -> Response {
    guard let problem = StaffRoutes.shown(error) else { throw error }
    return try await show(call, PostedAct(name: name, form: call.form, problem: problem))
  }

  private func file(_ call: Call) throws -> Identifier<CaseFile> {
    guard let file = call.form.text("file"), FileStore.Key(rawValue: file) != nil else {
      throw Problem(.notFound)
    }
    return Identifier(rawValue: file)
  }

  /// Rows of the form that say something; hundredths of the photo, decimals allowed.
  ///
  /// - Throws: `Problem(.invalid)` naming the first row that is no part of the photo.
  static func boxes(_ form: Form) throws -> [PhotoCleaner.Box] {
    let columns = ["left", "top", "width", "height"].map { form.all($0) }
    let count = columns.map(\.count).max() ?? 0
    var boxes: [PhotoCleaner.Box] = []
    for row in 0..<count {
      let typed = columns.map { $0.indices.contains(row) ? $0[row].trimmed : "" }
      guard typed.contains(where: { !$0.isEmpty }) else { continue }
      let parts = typed.compactMap(Self.thousandths)
      guard parts.count == 4,
        let box = PhotoCleaner.Box(
          left: parts[0], top: parts[1], width: parts[2], height: parts[3])
      else {
        throw Problem(
          FieldError("boxes", "mistake.cover-box", values: ["n": String(row + 1)]))
      }
      boxes.append(box)
    }
    guard boxes.count <= PhotoCleaner.mostBoxes else {
      throw Problem(
        FieldError("boxes", "mistake.cover-many", values: ["n": String(PhotoCleaner.mostBoxes)]))
    }
    return boxes
  }

  private static func thousandths(_ text: String) -> Int? {
    guard let number = Double(text), number.isFinite, (0...100).contains(number) else { return nil }
    return Int((number * 10).rounded())
  }
}

extension Problem {
  fileprivate init(_ field: FieldError) { self.init([field]) }
}
