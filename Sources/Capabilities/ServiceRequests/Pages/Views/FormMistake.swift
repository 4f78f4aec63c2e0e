internal import Kernel

/// What can be wrong with an answer, each with its field and its sentence (docs/rules.md §9).
enum FormMistake {
  static let nothingSaid = FieldError("text", "mistake.nothing-said")
  static let noKind = FieldError("kind", "mistake.no-kind")
  static let noPlace = FieldError("address", "mistake.no-place")
  static let noGrid = FieldError("grid", "mistake.no-grid")
  static let noCodeUnnamed = FieldError("anonymous", "mistake.no-code-unnamed")
  static let changedElsewhere = FieldError("check", "mistake.changed-elsewhere")
  static let noRating = FieldError("rating", "mistake.no-rating")
  static let noReason = FieldError("reason", "mistake.no-reason")
  static let noEvidence = FieldError("evidence", "mistake.no-evidence")

  /// `most` is the limit in characters, `now` what was typed.
  static func tooLong(_ field: String, most: Int, now: Int) -> FieldError {
    FieldError(field, "mistake.too-long", values: ["most": String(most), "n": String(now)])
  }

  static func tooShort(_ field: String, least: Int, now: Int) -> FieldError {
    FieldError(field, "mistake.too-short", values: ["least": String(least), "n": String(now)])
  }

  static func photoFailed(_ number: Int) -> FieldError {
    FieldError("photos", "mistake.photo-failed", values: ["n": String(number)])
  }

  static func photoTooBig(bytes: Int) -> FieldError {
    FieldError(
      "photos", "mistake.photo-too-big", values: ["mb": AttachmentLimits.megabytes(bytes)])
  }

  static func photoKind(_ number: Int) -> FieldError {
    FieldError("photos", "mistake.photo-kind", values: ["n": String(number)])
  }

  static func photoBroken(_ number: Int) -> FieldError {
    FieldError("photos", "mistake.photo-broken", values: ["n": String(number)])
  }

  static func photoPixels(_ number: Int) -> FieldError {
    FieldError("photos", "mistake.photo-pixels", values: ["n": String(number)])
  }

  static func tooManyPhotos(_ number: Int) -> FieldError {
    FieldError("photos", "mistake.too-many-photos", values: ["n": String(number)])
  }

  /// The place belongs to `other`; it can be passed on there with the same number.
  static func outside(area: String, other: String) -> FieldError {
    FieldError("address", "mistake.outside", values: ["area": area, "other": other])
  }

  /// Nobody is signed in, and no number was given to be reached at.
  static let noPhone = FieldError("phone", "mistake.no-phone")
}
