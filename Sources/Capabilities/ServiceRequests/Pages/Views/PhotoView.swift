/// A photo by its paths below the site's prefix.
struct PhotoView: Sendable {
  /// Such as `/files/ID/small`.
  let small: String
  /// Such as `/files/ID`.
  let full: String
  /// What is said instead of the picture: "上报时的照片，第 1 张".
  let alt: String
  /// Below a before-and-after pair: "上报时 · 11月21日 21:30".
  var caption: String?
}
