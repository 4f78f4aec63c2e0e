import Civics
public import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A register reached over HTTP.
///
/// Asks with `POST url` and `{"key":"…","name":"…","number":"…"}`, header `Idempotency-Key`; answers
/// are 200 with `{"reference":"…","verdict":"match"|"mismatch"|"no_record"}`. Asks about an earlier
/// call with `GET url?key=…`, same answer, 404 when there was none. 4xx declines with
/// `{"code":"…"}`, and 5xx leaves the outcome open. TLS and client certificates are the proxy's.
public struct HTTPRealName: RealNameGateway {
  public struct Settings: Sendable {
    public var url: URL
    public var authorization: String?
    /// Seconds for connecting and answering.
    public var timeout: Double

    public init(url: URL, authorization: String? = nil, timeout: Double = 8) {
      self.url = url
      self.authorization = authorization
      self.timeout = timeout
    }
  }

  private let settings: Settings
  private let session: URLSession

  public init(_ settings: Settings) {
    self.settings = settings
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = settings.timeout
    configuration.timeoutIntervalForResource = settings.timeout
    session = URLSession(configuration: configuration)
  }

  private struct Body: Encodable {
    let key: String
    let name: String
    let number: String
  }

  private struct Reply: Decodable {
    let reference: String?
    let verdict: String?
    let code: String?
  }

  public func check(_ question: RealNameQuestion) async throws -> RealNameAnswer {
    var request = URLRequest(url: settings.url, timeoutInterval: settings.timeout)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.setValue(question.key, forHTTPHeaderField: "Idempotency-Key")
    request.httpBody = try JSONEncoder().encode(
      Body(key: question.key, name: question.name.rawValue, number: question.number.rawValue))
    guard let answer = try await answer(to: request) else {
      throw GatewayFault.refused(code: "404")
    }
    return answer
  }

  public func answer(for key: String) async throws -> RealNameAnswer? {
    guard var parts = URLComponents(url: settings.url, resolvingAgainstBaseURL: false) else {
      throw GatewayFault.notConfigured
    }
    parts.queryItems = (parts.queryItems ?? []) + [URLQueryItem(name: "key", value: key)]
    guard let url = parts.url else { throw GatewayFault.notConfigured }
    return try await answer(to: URLRequest(url: url, timeoutInterval: settings.timeout))
  }

  /// Nil for 404.
  private func answer(to request: URLRequest) async throws -> RealNameAnswer? {
    var request = request
    if let authorization = settings.authorization {
      request.setValue(authorization, forHTTPHeaderField: "Authorization")
    }
    let data: Data
    let response: URLResponse
    do {
      (data, response) = try await session.data(for: request)
    } catch let error as URLError {
      throw Self.isBeforeSending(error.code) ? GatewayFault.unreachable : .outcomeUnknown
    }
    guard let status = (response as? HTTPURLResponse)?.statusCode else {
      throw GatewayFault.outcomeUnknown
    }
    let reply = try? JSONDecoder().decode(Reply.self, from: data)
    switch status {
    case 200..<300:
      // An answer that cannot be read is no verdict: it is asked for again under the same key.
      guard let verdict = reply?.verdict.flatMap(RealNameAnswer.Verdict.init(rawValue:)) else {
        throw GatewayFault.outcomeUnknown
      }
      return RealNameAnswer(reference: reply?.reference ?? "", verdict: verdict)
    case 404: return nil
    case 400..<500: throw GatewayFault.refused(code: reply?.code ?? String(status))
    default: throw GatewayFault.outcomeUnknown
    }
  }

  /// Errors that mean the request never left: only then nothing can have happened.
  private static func isBeforeSending(_ code: URLError.Code) -> Bool {
    switch code {
    case .cannotConnectToHost, .cannotFindHost, .dnsLookupFailed, .notConnectedToInternet,
      .badURL, .unsupportedURL:
      true
    default: false
    }
  }
}
