/// Units and areas by code, asked by capabilities and answered by Directory.
public protocol CityDirectory: Sendable {
  /// Everything at once: a district has some hundred of them, and they rarely change.
  func plan() async throws -> CityPlan
}

/// The organisations and areas of one site.
public struct CityPlan: Sendable, Hashable, Codable {
  /// What holds today; offered and suggested.
  public let units: [Unit]
  public let areas: [Area]
  /// What no longer holds: only for the names on cases of its time.
  public let ended: Ended
  /// The dispatch catalogue, as it holds today.
  public let rules: [Rule]

  public struct Ended: Sendable, Hashable, Codable {
    public let units: [Unit]
    public let areas: [Area]

    public init(units: [Unit] = [], areas: [Area] = []) {
      self.units = units
      self.areas = areas
    }
  }

  public init(
    units: [Unit], areas: [Area], ended: Ended = Ended(), rules: [Rule] = []
  ) {
    self.units = units
    self.areas = areas
    self.ended = ended
    self.rules = rules
  }

  public struct Unit: Sendable, Hashable, Codable {
    public let code: String
    public let name: String
    /// The office's number; never a person's own.
    public let phone: String
    /// What it is responsible for: service codes, or `service/item` for one kind of matter only.
    public let duties: [String]
    /// Digits every place it serves begins with; empty serves the whole site.
    public let area: String
    public let english: String?

    public init(
      code: String, name: String, phone: String, duties: [String], area: String = "",
      english: String? = nil
    ) {
      self.code = code
      self.name = name
      self.phone = phone
      self.duties = duties
      self.area = area
      self.english = english
    }
  }

  /// A street (9 digits), community (12) or grid (15).
  public struct Area: Sendable, Hashable, Codable {
    public let code: String
    public let name: String
    /// The duty post of a grid in WGS-84; nobody's whereabouts.
    public let latitude: Double?
    public let longitude: Double?
    public let english: String?
    /// The border as longitude and latitude pairs (WGS-84), the first again at the end.
    public let border: [[Double]]?
    /// Rings of the same kind that are cut out of it.
    public let holes: [[[Double]]]
    /// The number residents may ring, posted publicly (docs/rules.md §1).
    public let phone: String?

    public init(
      code: String, name: String, latitude: Double?, longitude: Double?, english: String? = nil,
      border: [[Double]]? = nil, holes: [[[Double]]] = [], phone: String? = nil
    ) {
      self.code = code
      self.name = name
      self.latitude = latitude
      self.longitude = longitude
      self.english = english
      self.border = border
      self.holes = holes
      self.phone = phone
    }
  }
}
