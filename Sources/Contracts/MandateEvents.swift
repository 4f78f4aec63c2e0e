public import Kernel

/// What mandates and consents tell the rest of the city: ids and codes.
public enum MandateEvents {
  /// Somebody was asked to confirm.
  public struct Asked: Event, Hashable {
    public static let name = "mandates.asked.v1"
    public let mandate: String
    public let asker: Identifier<Person>
    /// Nil while nobody has signed in with the number that was written to.
    public let asked: Identifier<Person>?
    /// `principal` or `delegate`: what the asked one would be.
    public let side: String
    public let at: Timestamp

    public init(
      mandate: String, asker: Identifier<Person>, asked: Identifier<Person>?, side: String,
      at: Timestamp
    ) {
      self.mandate = mandate
      self.asker = asker
      self.asked = asked
      self.side = side
      self.at = at
    }

    public var subject: String { mandate }
  }

  /// It holds from now on.
  public struct Confirmed: Event, Hashable {
    public static let name = "mandates.confirmed.v1"
    public let mandate: String
    public let principal: Identifier<Person>
    public let delegate: Identifier<Person>
    /// `own_device` or `window`.
    public let proof: String
    public let untilAt: Timestamp
    public let at: Timestamp

    public init(
      mandate: String, principal: Identifier<Person>, delegate: Identifier<Person>, proof: String,
      untilAt: Timestamp, at: Timestamp
    ) {
      self.mandate = mandate
      self.principal = principal
      self.delegate = delegate
      self.proof = proof
      self.untilAt = untilAt
      self.at = at
    }

    public var subject: String { mandate }
  }

  /// One switch was turned.
  public struct ScopeSwitched: Event, Hashable {
    public static let name = "mandates.scope_switched.v1"
    public let mandate: String
    public let principal: Identifier<Person>
    public let delegate: Identifier<Person>
    public let scope: String
    public let isOn: Bool
    public let at: Timestamp

    public init(
      mandate: String, principal: Identifier<Person>, delegate: Identifier<Person>, scope: String,
      isOn: Bool, at: Timestamp
    ) {
      self.mandate = mandate
      self.principal = principal
      self.delegate = delegate
      self.scope = scope
      self.isOn = isOn
      self.at = at
    }

    public var subject: String { mandate }
  }

  /// It does not hold any more, or never came to hold.
  public struct Ended: Event, Hashable {
    public static let name = "mandates.ended.v1"
    public let mandate: String
    public let principal: Identifier<Person>?
    public let delegate: Identifier<Person>?
    /// Such as `withdrawn`, `given_back`, `declined`, `run_out`.
    public let reason: String
    public let at: Timestamp

    public init(
      mandate: String, principal: Identifier<Person>?, delegate: Identifier<Person>?,
      reason: String, at: Timestamp
    ) {
      self.mandate = mandate
      self.principal = principal
      self.delegate = delegate
      self.reason = reason
      self.at = at
    }

    public var subject: String { mandate }
  }
}

/// What people agree to and take back.
public enum ConsentEvents {
  public struct Given: Event, Hashable {
    public static let name = "mandates.consent_given.v1"
    public let person: Identifier<Person>
    public let purpose: String
    public let version: Int
    public let at: Timestamp

    public init(person: Identifier<Person>, purpose: String, version: Int, at: Timestamp) {
      self.person = person
      self.purpose = purpose
      self.version = version
      self.at = at
    }

    public var subject: String { person.rawValue }
  }

  /// Whoever uses the data stops now (PIPL article 15).
  public struct Withdrawn: Event, Hashable {
    public static let name = "mandates.consent_withdrawn.v1"
    public let person: Identifier<Person>
    public let purpose: String
    public let at: Timestamp

    public init(person: Identifier<Person>, purpose: String, at: Timestamp) {
      self.person = person
      self.purpose = purpose
      self.at = at
    }

    public var subject: String { person.rawValue }
  }
}
