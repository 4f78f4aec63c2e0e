/// Units and areas by code, asked by capabilities and answered by Directory.
public protocol CityDirectory: Sendable {
  /// Everything at once: a district has some hundred of them, and they rarely change.
  func plan() async throws -> CityPlan
}

/// The organisations and areas of one site.
public struct CityPlan: Sendable, Hashable, Codable {
  public let units: [Unit]
  public let areas: [Area]

  public init(units: [Unit], areas: [Area]) {
    self.units = units
    self.areas = areas
  }

  public struct Unit: Sendable, Hashable, Codable {
    public let code: String
    public let name: String
    /// The office's number; never a person's own.
    public let phone: String
    /// Service codes it is responsible for.
    public let duties: [String]

    public init(code: String, name: String, phone: String, duties: [String]) {
      self.code = code
      self.name = name
      self.phone = phone
      self.duties = duties
    }
  }

  /// A street (9 digits), community (12) or grid (15).
  public struct Area: Sendable, Hashable, Codable {
    public let code: String
    public let name: String
    /// The duty post of a grid in WGS-84; nobody's whereabouts.
    public let latitude: Double?
    public let longitude: Double?

    public init(code: String, name: String, latitude: Double?, longitude: Double?) {
      self.code = code
      self.name = name
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  public func unit(_ code: String) -> Unit? { units.first { $0.code == code } }
  public func area(_ code: String) -> Area? { areas.first { $0.code == code } }

  /// The longest known name of a place: grid, else community, else street.
  public func placeName(_ area: String) -> String {
    let parts = [12, 15].compactMap { digits in
      area.utf8.count >= digits ? self.area(String(area.prefix(digits)))?.name : nil
    }
    return parts.joined(separator: " ")
  }
}
