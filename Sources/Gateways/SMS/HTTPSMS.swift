import Civics
public import Foundation

/// A provider reached by one HTTP POST of JSON; which fields it wants is configuration.
public struct HTTPSMS: SMSGateway {
  public struct Settings: Sendable {
    public var url: URL
    /// JSON with `{phone}`, `{text}`, `{template}` and `{key}` inside its strings.
    public var body: String
    /// Asked with `?key=…` about earlier calls; nil when the provider cannot be asked.
    public var statusURL: URL?
    public var authorization: String?
    /// Seconds for connecting and answering.
    public var timeout: Double
    /// Name of the answer's field that holds the provider's reference.
    public var referenceField: String

    public init(
      url: URL, body: String, statusURL: URL? = nil, authorization: String? = nil,
      timeout: Double = 5, referenceField: String = "id"
    ) {
      self.url = url
      self.body = body
      self.statusURL = statusURL
      self.authorization = authorization
      self.timeout = timeout
      self.referenceField = referenceField
    }
  }

  private let party: HTTPParty

  public init(_ settings: Settings) { party = HTTPParty(settings) }

  public func send(_ message: SMSMessage) async throws -> SMSReceipt {
    try await party.send(
      message.key,
      [
        "phone": message.phone.rawValue, "text": message.text, "template": message.template,
        "key": message.key,
      ])
  }

  public func receipt(for key: String) async throws -> SMSReceipt? {
    try await party.receipt(for: key)
  }
}

/// Another channel's party, reached in the same way.
public struct HTTPNotices: NoticeGateway {
  private let party: HTTPParty

  /// The body's names are `{address}`, `{title}`, `{text}`, `{template}` and `{key}`.
  public init(_ settings: HTTPSMS.Settings) { party = HTTPParty(settings) }

  public func send(_ notice: Notice) async throws -> NoticeReceipt {
    try await party.send(
      notice.key,
      [
        "address": notice.address, "title": notice.title, "text": notice.text,
        "template": notice.template, "key": notice.key,
      ])
  }

  public func receipt(for key: String) async throws -> NoticeReceipt? {
    try await party.receipt(for: key)
  }
}
