public import Civics

/// Real-name checks (实名核验): whether a name and an ID number belong together.
///
/// The same pattern as text messages: one method that asks, one that asks what became of it, a key
/// that makes repeating safe. Who gets an answer keeps it and not the number.
public protocol RealNameGateway: Sendable {
  /// Asks the register; a second call with the same key is the same question.
  ///
  /// - Throws: `GatewayFault`.
  func check(_ question: RealNameQuestion) async throws -> RealNameAnswer

  /// What became of the call with this key; nil when the register never saw it.
  ///
  /// - Throws: `GatewayFault`.
  func answer(for key: String) async throws -> RealNameAnswer?
}

/// One name with one number; printing it shows neither.
public struct RealNameQuestion: Sendable {
  /// The same for every attempt at one check.
  public let key: String
  public let name: PersonName
  public let number: CitizenNumber

  public init(key: String, name: PersonName, number: CitizenNumber) {
    self.key = key
    self.name = name
    self.number = number
  }
}

extension RealNameQuestion: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { "RealNameQuestion(\(key))" }
  public var debugDescription: String { description }
}

/// The register's word.
public struct RealNameAnswer: Sendable, Hashable {
  /// The register's own reference, for disputes.
  public let reference: String
  public let verdict: Verdict

  public enum Verdict: String, Sendable, CaseIterable {
    case match, mismatch
    /// The register has nobody with this number.
    case noRecord = "no_record"
  }

  public init(reference: String, verdict: Verdict) {
    self.reference = reference
    self.verdict = verdict
  }
}

/// No register: everybody is asked to come to a window.
public struct NoRealName: RealNameGateway {
  public init() {}

  public func check(_ question: RealNameQuestion) async throws -> RealNameAnswer {
    throw GatewayFault.notConfigured
  }

  public func answer(for key: String) async throws -> RealNameAnswer? {
    throw GatewayFault.notConfigured
  }
}
