import HTTPTypes
import Hummingbird

/// The same strict headers on every answer.
struct SecurityHeaders: Sendable {
  private let fields: [HTTPField]

  /// No inline script or style anywhere, nothing from elsewhere.
  ///
  /// Map tiles, when configured, are added to `img-src`.
  init(tileOrigin: String?) {
    let images = ["'self'", "data:", "blob:"] + (tileOrigin.map { [$0] } ?? [])
    let content =
      "default-src 'none'; script-src 'self'; style-src 'self'; "
      + "img-src \(images.joined(separator: " ")); connect-src 'self'; font-src 'self'; media-src 'self' blob:; "
      + "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
      + "frame-ancestors 'none'"
    fields = [
      HTTPField(name: .contentSecurity, value: content),
      HTTPField(name: .contentTypeOptions, value: "nosniff"),
      HTTPField(name: .frameOptions, value: "DENY"),
      HTTPField(name: .referrerPolicy, value: "same-origin"),
      HTTPField(
        name: .permissionsPolicy,
        value: "geolocation=(self), camera=(self), microphone=(self), payment=()"),
      HTTPField(name: .openerPolicy, value: "same-origin"),
      HTTPField(name: .resourcePolicy, value: "same-origin"),
    ]
  }

  /// Handlers set none of these, so they are added without looking for earlier ones.
  func add(to response: inout Response) {
    for field in fields { response.headers.append(field) }
  }
}
