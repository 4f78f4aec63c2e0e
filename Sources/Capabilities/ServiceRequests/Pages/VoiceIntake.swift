import Kernel

/// Takes a spoken note as the browser recorded it, kept by its content like a photo.
///
/// A sound is not decoded here, so nothing in it can attack us; the browser that plays it is told
/// that it is a sound and nothing else.
struct VoiceIntake: Sendable {
  let files: FileStore
  /// A minute as phones record it, four times over.
  static let most = 4 << 20

  /// The id of the kept file, or what is wrong with it.
  func take(_ upload: Form.Upload) async throws -> Result<String, Problem> {
    guard upload.isWhole, upload.size <= Self.most else {
      return .failure(
        Problem(
          field: "voice", "mistake.voice-too-big",
          values: ["mb": AttachmentLimits.megabytes(upload.size)]))
    }
    let bytes = try upload.bytes()
    guard ContentType.sniff(bytes).isVoice else {
      return .failure(Problem(field: "voice", "mistake.voice-kind"))
    }
    return .success(try await files.put(bytes).rawValue)
  }
}
