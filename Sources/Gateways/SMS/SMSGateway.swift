public import Civics
public import Kernel

/// Text messages to phones.
///
/// The pattern for every party outside: a protocol with one method that does and one that asks what
/// became of it, a key that makes repeating safe, reports that may come late, twice or never, a live
/// client, and a simulator. Callers write the intent, call outside any transaction, write the
/// outcome, and reconcile what stayed open.
public protocol SMSGateway: Sendable {
  /// Hands the message over; a second call with the same key sends nothing new.
  ///
  /// - Throws: `GatewayFault`.
  func send(_ message: SMSMessage) async throws -> SMSReceipt

  /// What became of the call with this key; nil when the party never saw it.
  ///
  /// - Throws: `GatewayFault`.
  func receipt(for key: String) async throws -> SMSReceipt?
}

/// One text to one phone; printing it shows neither number nor text.
public struct SMSMessage: Sendable {
  /// The same for every attempt at one message.
  public let key: String
  public let phone: PhoneNumber
  /// Key of the sentence; carriers approve texts by template.
  public let template: String
  public let text: String

  public init(key: String, phone: PhoneNumber, template: String, text: String) {
    self.key = key
    self.phone = phone
    self.template = template
    self.text = text
  }
}

extension SMSMessage: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { "SMSMessage(\(template), \(key))" }
  public var debugDescription: String { description }
}

/// The party's word that it has the message.
public struct SMSReceipt: Sendable, Hashable {
  /// The party's own reference.
  public let reference: String
  public let state: State

  public enum State: String, Sendable, Hashable {
    case accepted, delivered, failed
  }

  public init(reference: String, state: State) {
    self.reference = reference
    self.state = state
  }
}

/// A later word about a message, brought by a callback; it may come twice or out of order.
public struct SMSReport: Sendable, Hashable {
  public let key: String
  public let state: SMSReceipt.State
  public let at: Timestamp

  public init(key: String, state: SMSReceipt.State, at: Timestamp) {
    self.key = key
    self.state = state
    self.at = at
  }
}
