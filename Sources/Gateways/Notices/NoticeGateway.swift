import Civics

/// A way to tell a person something outside the app: flash text, call, mini-program, mail.
///
/// One protocol for all of them, as for text messages: do, ask what became of it, a key that makes
/// repeating safe, reports that may come late, twice or never.
public protocol NoticeGateway: Sendable {
  /// Hands the notice over; a second call with the same key sends nothing new.
  ///
  /// - Throws: `GatewayFault`.
  func send(_ notice: Notice) async throws -> NoticeReceipt

  /// What became of the call with this key; nil when the party never saw it.
  ///
  /// - Throws: `GatewayFault`.
  func receipt(for key: String) async throws -> NoticeReceipt?
}

/// One notice to one address; printing it shows neither address nor text.
public struct Notice: Sendable {
  /// The same for every attempt at one delivery.
  public let key: String
  /// A telephone number, an `openid` of the mini-program, or a mail address.
  public let address: String
  /// Key of the sentence; carriers approve texts by template.
  public let template: String
  /// What a mail has as its subject and a mini-program as its heading.
  public let title: String
  public let text: String
  /// Title and text for who reads English, where the channel knows that.
  public var english: Wording?

  public struct Wording: Sendable {
    public let title: String
    public let text: String

    public init(title: String, text: String) {
      self.title = title
      self.text = text
    }
  }

  public init(key: String, address: String, template: String, title: String, text: String) {
    self.key = key
    self.address = address
    self.template = template
    self.title = title
    self.text = text
  }
}

extension Notice: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { "Notice(\(template), \(key))" }
  public var debugDescription: String { description }
}

/// Parties for other channels speak as carriers of text messages do.
public typealias NoticeReceipt = SMSReceipt
public typealias NoticeReport = SMSReport

/// The parties of one site; nil where none is set up.
public struct NoticeParties: Sendable {
  /// 闪信: stands on the screen at once, also on a locked one.
  public var flash: (any NoticeGateway)?
  /// A call that reads the text.
  public var voice: (any NoticeGateway)?
  /// Subscription messages of the WeChat mini-program.
  public var mini: (any NoticeGateway)?
  public var mail: (any NoticeGateway)?
  /// Notices of the browser itself.
  public var push: (any PushGateway)?

  public init(
    flash: (any NoticeGateway)? = nil, voice: (any NoticeGateway)? = nil,
    mini: (any NoticeGateway)? = nil, mail: (any NoticeGateway)? = nil,
    push: (any PushGateway)? = nil
  ) {
    self.push = push
    self.flash = flash
    self.voice = voice
    self.mini = mini
    self.mail = mail
  }
}

extension NoticeParties {
  /// Those that are set up and say later what became of a notice.
  public var all: [any NoticeGateway] { [flash, voice, mini, mail].compactMap { $0 } }
}

/// The carrier of text messages as one channel among others.
public struct SMSNotices: NoticeGateway {
  private let sms: any SMSGateway

  public init(_ sms: any SMSGateway) { self.sms = sms }

  public func send(_ notice: Notice) async throws -> NoticeReceipt {
    guard let phone = PhoneNumber(rawValue: notice.address) else {
      throw GatewayFault.refused(code: "address")
    }
    return try await sms.send(
      SMSMessage(key: notice.key, phone: phone, template: notice.template, text: notice.text))
  }

  public func receipt(for key: String) async throws -> NoticeReceipt? {
    try await sms.receipt(for: key)
  }
}
