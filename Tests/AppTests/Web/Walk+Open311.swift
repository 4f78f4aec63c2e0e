import Kernel

@testable import App
@testable import ServiceRequests

/// Doors of programs that speak a standard of others.
extension Walk {
  /// What shows that somebody holds a case's receipt, and what a program hands on of it.
  static func codes(
    of filed: TestCity.Filed, in city: TestCity
  ) throws -> (code: String, token: String) {
    let id = Identifier<Case>(rawValue: filed.service_request_id)
    let keys = city.places[0].open.platform.keys
    return (
      try ReceiptCode(of: id, keys: keys).text, try RequestToken(of: id, keys: keys).text
    )
  }

  static func open311(_ id: String, token: String) -> [Visit] {
    let base = "/open311/v2/"
    return ["json", "xml"].flatMap { format in
      [
        Visit(route: "/open311/discovery." + format, path: "/open311/discovery." + format),
        Visit(route: base + "discovery." + format, path: base + "discovery." + format),
        Visit(route: base + "services." + format, path: base + "services." + format),
        Visit(
          route: base + "services/{code}." + format, path: base + "services/utilities." + format),
        Visit(route: base + "requests." + format, path: base + "requests." + format),
        Visit(route: base + "requests/{id}." + format, path: base + "requests/\(id)." + format),
        Visit(
          route: base + "tokens/{token}." + format, path: base + "tokens/\(token)." + format),
        Visit(
          route: base + "servicerequestupdates." + format,
          path: base + "servicerequestupdates." + format),
      ]
    }
  }
}
