import Kernel

/// Takes uploaded photos: cleaned in a process of their own, then kept by their content.
struct PhotoIntake: Sendable {
  let cleaner: PhotoCleaner
  let files: FileStore

  /// The ids of the kept photos, and what was wrong with the others, each by its number.
  func take(
    _ uploads: [Form.Upload], after held: Int
  ) async throws -> (ids: [String], mistakes: [FieldError]) {
    var ids: [String] = []
    var mistakes: [FieldError] = []
    for (index, upload) in uploads.enumerated() {
      let number = held + index + 1
      guard upload.isWhole else {
        mistakes.append(FormMistake.photoTooBig(bytes: upload.size))
        continue
      }
      switch try await keep(try upload.bytes(), number) {
      case .success(let id): ids.append(id)
      case .failure(let problem): mistakes += problem.fields
      }
    }
    return (ids, mistakes)
  }

  /// Cleans and keeps one photo; its id, or what was wrong with it, by its number.
  func keep(_ bytes: [UInt8], _ number: Int) async throws -> Result<String, Problem> {
    switch await cleaned(bytes) {
    case .success(let photo): .success(try await files.put(photo.bytes).rawValue)
    case .failure(let fault): .failure(Problem([Self.mistake(fault, number)]))
    }
  }

  private func cleaned(
    _ bytes: [UInt8]
  ) async -> Result<PhotoCleaner.Photo, PhotoCleaner.Fault> {
    do {
      return .success(try await cleaner.clean(bytes))
    } catch {
      return .failure(error)
    }
  }

  private static func mistake(_ fault: PhotoCleaner.Fault, _ number: Int) -> FieldError {
    switch fault {
    case .tooBig(let bytes, _): FormMistake.photoTooBig(bytes: bytes)
    case .notAPhoto, .moving: FormMistake.photoKind(number)
    case .broken: FormMistake.photoBroken(number)
    case .tooManyPixels: FormMistake.photoPixels(number)
    // Sending these again may help, and only these.
    case .busy, .tookTooLong, .unavailable: FormMistake.photoFailed(number)
    }
  }
}
