import Kernel

/// Takes a spoken note as the browser recorded it, kept by its content like a photo.
///
/// A sound is not decoded here, only its container is read and emptied of what is no sound; the
/// browser that plays it is told that it is a sound and nothing else.
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
    switch cleaned(try upload.bytes()) {
    case .success(let bytes): return .success(try await files.put(bytes).rawValue)
    case .failure(let fault): return .failure(Self.problem(fault))
    }
  }

  private func cleaned(_ bytes: [UInt8]) -> Result<[UInt8], VoiceCleaner.Fault> {
    do {
      return .success(try VoiceCleaner().clean(bytes))
    } catch {
      return .failure(error)
    }
  }

  private static func problem(_ fault: VoiceCleaner.Fault) -> Problem {
    switch fault {
    case .notAVoice: Problem(field: "voice", "mistake.voice-kind")
    case .isFilm: Problem(field: "voice", "mistake.voice-film")
    case .tooLong(let seconds):
      Problem(field: "voice", "mistake.voice-too-long", values: ["n": String(seconds)])
    }
  }
}
