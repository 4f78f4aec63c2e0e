import Casework
import Hummingbird
import Kernel

/// Photos and voices, only to those who may see a case they belong to, or who are just adding them.
struct FileRoutes: Sendable {
  let actions: ServiceRequestActions
  let reports: ReportRoutes
  let intake: PhotoIntake
  let unsent: FormPhotos

  func register(on routes: Routes) {
    routes.get("/files/{id}", .everyone) { try await answer($0, isSmall: false) }
    routes.get("/files/{id}/small", .everyone) { try await answer($0, isSmall: true) }
  }

  private func answer(_ call: Call, isSmall: Bool) async throws -> Response {
    guard let key = FileStore.Key(rawValue: try call.parameter("id")) else {
      throw Problem(.notFound)
    }
    if try await !isOwn(key.rawValue, call) {
      let file = Identifier<CaseFile>(rawValue: key.rawValue)
      let sees = try await actions.maySee(file, as: call.viewer)
      let seesCopy = sees ? true : try await actions.maySeeCopy(key.rawValue, as: call.viewer)
      guard seesCopy else { throw Problem(.notFound) }
    }
    guard intake.files.has(key) else { throw Problem(.notFound) }
    var bytes = try await intake.files.read(key)
    if let sound = ContentType.sniff(bytes).voiceType {
      guard !isSmall else { throw Problem(.notFound) }
      return call.media(bytes, type: sound)
    }
    if isSmall { bytes = try await intake.cleaner.thumbnail(of: bytes).bytes }
    return call.privateFile(bytes, type: Self.type(of: bytes))
  }

  /// Sent by the one who asks, with a report or another form that is not accepted yet.
  private func isOwn(_ file: String, _ call: Call) async throws -> Bool {
    if let form = try call.query().text("draft") {
      return try await unsent.holds(file, of: form, call.viewer)
    }
    let draft = try await reports.draft(call)
    return draft.voice == file || draft.photos?.contains(file) ?? false
  }

  static func type(of bytes: [UInt8]) -> String {
    switch ContentType.sniff(bytes) {
    case .png: "image/png"
    case .webp: "image/webp"
    default: "image/jpeg"
    }
  }
}
