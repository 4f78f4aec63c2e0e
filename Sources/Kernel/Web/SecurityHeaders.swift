import HTTPTypes
import Hummingbird

/// The same strict headers on every answer.
enum SecurityHeaders {
  /// No inline script or style anywhere, nothing from elsewhere.
  ///
  /// Map tiles, when configured, are added to `img-src`.
  static func add(to response: inout Response, tileOrigin: String?) {
    let images = ["'self'", "data:", "blob:"] + (tileOrigin.map { [$0] } ?? [])
    response.headers[.contentSecurity] =
      "default-src 'none'; script-src 'self'; style-src 'self'; "
      + "img-src \(images.joined(separator: " ")); connect-src 'self'; font-src 'self'; "
      + "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
      + "frame-ancestors 'none'"
    response.headers[.contentTypeOptions] = "nosniff"
    response.headers[.frameOptions] = "DENY"
    response.headers[.referrerPolicy] = "same-origin"
    response.headers[.permissionsPolicy] =
      "geolocation=(self), camera=(self), microphone=(self), payment=()"
    response.headers[.openerPolicy] = "same-origin"
    response.headers[.resourcePolicy] = "same-origin"
  }
}
