public import Civics
public import Kernel

/// Where a matter is: area code, words, and a point if one was set.
public struct CasePlace: Hashable, Codable, Sendable {
  /// 12 digits of the division and, where the grid is known, 3 more: a scope is a prefix of it.
  public var area: String
  public var address: String
  /// In WGS-84.
  public var point: Coordinate?

  public init(area: String, address: String = "", point: Coordinate? = nil) {
    self.area = area
    self.address = address
    self.point = point?.converted(to: .wgs84)
  }

  /// Whether there is a spot that can be photographed.
  public var isSpot: Bool { point != nil || !address.isEmpty }

  /// The code of this level's place; nil where the area is not known so closely.
  public func area(at level: CaseLevel) -> String? {
    area.utf8.count >= level.digits ? String(area.prefix(level.digits)) : nil
  }
}

/// Who told the city, and how much of that may be shown.
public struct CaseReporter: Hashable, Codable, Sendable {
  public var person: Identifier<Person>?
  /// `138 **** 2076`; the number itself is sealed and only revealed by an act of its own.
  public var contactMasked: String?
  /// Nobody on the staff learns who it was.
  public var isAnonymous: Bool
  /// Those who work on it do not learn who it was; dispatch and supervision do.
  public var hidesFromHandler: Bool

  public init(
    person: Identifier<Person>? = nil, contactMasked: String? = nil, isAnonymous: Bool = false,
    hidesFromHandler: Bool = false
  ) {
    self.person = person
    self.contactMasked = contactMasked
    self.isAnonymous = isAnonymous
    self.hidesFromHandler = hidesFromHandler
  }
}
