import Casework
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
    let paths: [(route: String, path: String)] = [
      ("/open311/discovery", "/open311/discovery"),
      (base + "discovery", base + "discovery"),
      (base + "services", base + "services"),
      (base + "services/{code}", base + "services/utilities"),
      (base + "requests", base + "requests"),
      (base + "requests/{id}", base + "requests/" + id),
      (base + "tokens/{token}", base + "tokens/" + token),
      (base + "servicerequestupdates", base + "servicerequestupdates"),
    ]
    return [".json", ".xml"].flatMap { format in
      paths.map { Visit(route: $0.route + format, path: $0.path + format) }
    }
  }
}
