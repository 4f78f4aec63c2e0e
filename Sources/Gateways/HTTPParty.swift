import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A party reached by one HTTP POST of JSON, and asked by GET what became of it.
struct HTTPParty: Sendable {
  private let settings: HTTPSMS.Settings
  private let session: URLSession

  init(_ settings: HTTPSMS.Settings) {
    self.settings = settings
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = settings.timeout
    configuration.timeoutIntervalForResource = settings.timeout
    session = URLSession(configuration: configuration)
  }

  /// `values`: what stands in braces in the body of the settings.
  func send(_ key: String, _ values: [String: String]) async throws -> NoticeReceipt {
    var request = URLRequest(url: settings.url, timeoutInterval: settings.timeout)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.setValue(key, forHTTPHeaderField: "Idempotency-Key")
    request.httpBody = Data(JSONTemplate.fill(settings.body, values).utf8)
    let (status, data) = try await answer(to: request)
    guard let receipt = try Self.receipt(status, data, settings.referenceField) else {
      throw GatewayFault.refused(code: String(status))
    }
    return receipt
  }

  func receipt(for key: String) async throws -> NoticeReceipt? {
    guard let statusURL = settings.statusURL,
      var parts = URLComponents(url: statusURL, resolvingAgainstBaseURL: false)
    else { throw GatewayFault.notConfigured }
    parts.queryItems = (parts.queryItems ?? []) + [URLQueryItem(name: "key", value: key)]
    guard let url = parts.url else { throw GatewayFault.notConfigured }
    let request = URLRequest(url: url, timeoutInterval: settings.timeout)
    let (status, data) = try await answer(to: request)
    return try Self.receipt(status, data, settings.referenceField)
  }

  private func answer(to request: URLRequest) async throws -> (Int, Data) {
    var request = request
    if let authorization = settings.authorization {
      request.setValue(authorization, forHTTPHeaderField: "Authorization")
    }
    do {
      let (data, response) = try await session.data(for: request)
      guard let response = response as? HTTPURLResponse else { throw GatewayFault.outcomeUnknown }
      return (response.statusCode, data)
    } catch let error as URLError {
      throw Self.isBeforeSending(error.code) ? GatewayFault.unreachable : .outcomeUnknown
    }
  }

  /// Errors that mean the request never left: only then nothing can have happened.
  static func isBeforeSending(_ code: URLError.Code) -> Bool {
    switch code {
    case .cannotConnectToHost, .cannotFindHost, .dnsLookupFailed, .notConnectedToInternet,
      .badURL, .unsupportedURL:
      true
    default: false
    }
  }

  /// Nil for "no such message"; a server's own failure leaves the outcome open.
  private static func receipt(
    _ status: Int, _ data: Data, _ field: String
  ) throws -> NoticeReceipt? {
    switch status {
    case 200..<300:
      let fields = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
      let state = (fields?["state"] as? String).flatMap(NoticeReceipt.State.init) ?? .accepted
      return NoticeReceipt(reference: fields?[field].map { "\($0)" } ?? "", state: state)
    case 404: return nil
    case 400..<500: throw GatewayFault.refused(code: String(status))
    default: throw GatewayFault.outcomeUnknown
    }
  }
}
