public import Civics
public import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// WeChat's own server: `auth.code2Session`, a GET whose answer is 200 also when it declines.
///
/// The answer's `session_key` opens what WeChat hands out to shells; nothing here asks for that, and it
/// is not kept. The address holds the mini-program's secret and is written nowhere.
public struct HTTPWeChat: WeChatGateway {
  public struct Settings: Sendable {
    public var appID: String
    public var secret: String
    public var url: URL
    /// Seconds for connecting and answering.
    public var timeout: Double

    public init(appID: String, secret: String, url: URL, timeout: Double = 5) {
      self.appID = appID
      self.secret = secret
      self.url = url
      self.timeout = timeout
    }
  }

  /// Where WeChat answers; a relay inside the district's network may stand for it.
  public static let address = "https://api.weixin.qq.com/sns/jscode2session"

  private let settings: Settings
  private let session: URLSession

  public init(_ settings: Settings) {
    self.settings = settings
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = settings.timeout
    configuration.timeoutIntervalForResource = settings.timeout
    session = URLSession(configuration: configuration)
  }

  public func openID(for code: String) async throws -> OpenID {
    guard var parts = URLComponents(url: settings.url, resolvingAgainstBaseURL: false) else {
      throw GatewayFault.notConfigured
    }
    parts.percentEncodedQuery = [
      ("appid", settings.appID), ("secret", settings.secret), ("js_code", code),
      ("grant_type", "authorization_code"),
    ].map { $0 + "=" + Self.encoded($1) }.joined(separator: "&")
    guard let url = parts.url else { throw GatewayFault.notConfigured }
    let (status, data) = try await answer(
      to: URLRequest(url: url, timeoutInterval: settings.timeout))
    guard (200..<300).contains(status) else {
      throw (400..<500).contains(status)
        ? GatewayFault.refused(code: String(status)) : .outcomeUnknown
    }
    guard let reply = try? JSONDecoder().decode(Reply.self, from: data) else {
      throw GatewayFault.outcomeUnknown
    }
    if let code = reply.errcode, code != 0 { throw GatewayFault.refused(code: String(code)) }
    guard let openID = reply.openid.flatMap(OpenID.init(rawValue:)) else {
      throw GatewayFault.outcomeUnknown
    }
    return openID
  }

  private func answer(to request: URLRequest) async throws -> (Int, Data) {
    do {
      let (data, response) = try await session.data(for: request)
      guard let response = response as? HTTPURLResponse else { throw GatewayFault.outcomeUnknown }
      return (response.statusCode, data)
    } catch let error as URLError {
      throw HTTPParty.isBeforeSending(error.code) ? GatewayFault.unreachable : .outcomeUnknown
    }
  }

  /// Everything but letters and digits: `+` in a query would be read as a space.
  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 45, 46, 48...57, 65...90, 95, 97...122, 126: String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }

  private struct Reply: Decodable {
    let openid: String?
    let errcode: Int?

    private enum CodingKeys: CodingKey { case openid, errcode }

    /// Some of WeChat's servers write numbers as text.
    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      openid = try fields.decodeIfPresent(String.self, forKey: .openid)
      if let text = try? fields.decodeIfPresent(String.self, forKey: .errcode) {
        errcode = Int(text)
      } else {
        errcode = try fields.decodeIfPresent(Int.self, forKey: .errcode)
      }
    }
  }
}
