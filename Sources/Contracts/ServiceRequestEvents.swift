public import Kernel

/// What service requests tell the rest of the city: ids and codes, no names and no words.
public enum ServiceRequestEvents {
  public struct Submitted: Event {
    public static let name = "service_requests.submitted.v1"
    public let request: String
    public let isImported: Bool
    public var subject: String { request }

    public init(request: String, isImported: Bool) {
      self.request = request
      self.isImported = isImported
    }
  }

  public struct Moved: Event {
    public static let name = "service_requests.moved.v1"
    public let request: String
    public let move: String
    public let from: String
    public let to: String
    public let version: Int
    public var subject: String { request }

    public init(request: String, move: String, from: String, to: String, version: Int) {
      self.request = request
      self.move = move
      self.from = from
      self.to = to
      self.version = version
    }
  }
}
