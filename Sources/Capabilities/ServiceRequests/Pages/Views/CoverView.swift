internal import Kernel

/// A case's photos for those who decide which of them everybody sees.
struct CoverView: Sendable {
  let id: String
  let title: String
  let shortNo: String
  /// Whether neighbours read the case at all; nothing is published of one that they do not.
  let isShared: Bool
  let photos: [Photo]
  let history: [Line]
  let errors: FormErrors?

  struct Photo: Sendable {
    let file: String
    let number: String
    let full: String
    let alt: String
    /// The covered copy; nil while nobody has made one.
    let copy: String?
    /// Its file, so that what is published is what was looked at.
    let covered: String?
    let isPublic: Bool
    /// What was covered, and some empty rows.
    let rows: [Row]
  }

  /// Hundredths of the photo's width and height.
  struct Row: Sendable {
    let number: String
    /// Of the page: photo and row.
    var key = ""
    var left = ""
    var top = ""
    var width = ""
    var height = ""
  }

  struct Line: Sendable {
    let when: String
    let who: String
    let deed: String
    let photo: String
    let reason: String
  }
}
