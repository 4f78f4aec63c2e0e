import Casework
import Civics
import Kernel

/// The filters of the standard and its common extensions, from a query string.
///
/// An empty parameter is one that was not sent (GeoReport v2, "Optional Arguments"); one that cannot
/// be read is told.
struct RequestFilter {
  let form: Form
  let now: Timestamp
  let catalogue: ServiceCatalogue

  /// GeoReport v2: a span of 90 days or 1,000 requests, whichever is smaller.
  static let (days, most): (Int64, Int) = (90, 1000)
  /// Metres.
  static let radii = 1.0...10_000.0
  private static let mostIDs = 200
  /// From 1970 to 2200: what lies outside is a slip of the pen.
  private static let times =
    Timestamp(milliseconds: 0)...Timestamp(milliseconds: 7_258_118_400_000)

  /// Throws `Problem(.invalid)` naming the parameter.
  func query() throws -> SharedQuery {
    var query = SharedQuery()
    (query.skip, query.limit) = try page()
    // Overrides all other arguments (GeoReport v2).
    if form.text("service_request_id") != nil {
      query.ids = try ids()
      return query
    }
    query.services = Set(list("service_code"))
    guard query.services.allSatisfy({ catalogue.service($0) != nil }) else {
      throw Problem(field: "service_code", "open311.no-service")
    }
    let states = Set(list("status").map { $0.lowercased() })
    guard states.isSubset(of: ["open", "closed"]) else {
      throw Problem(field: "status", "open311.status")
    }
    query.isOpen = states.count == 1 ? states.contains("open") : nil
    query.near = try near()
    query.changed = try window("updated_after", "updated_before")
    let filed = try window("start_date", "end_date")
    query.filed = filed ?? (query.changed == nil ? latest : nil)
    return query
  }

  /// What was asked for by id; ids that cannot be ours are nobody's.
  func ids() throws -> [Identifier<Case>] {
    let ids = list("service_request_id")
    guard ids.count <= Self.mostIDs else {
      throw Problem(field: "service_request_id", "open311.too-many-ids")
    }
    return ids.map { Identifier(rawValue: $0.lowercased()) }
  }

  /// Rows to leave out and to answer; pages begin at 1.
  func page() throws -> (skip: Int, limit: Int) {
    let size = try number("page_size", in: 1...Self.most) ?? Self.most
    let page = try number("page", in: 1...1000) ?? 1
    return ((page - 1) * size, size)
  }

  /// From `first` to `last`, 90 days where only one is said; nil where none is.
  func window(_ first: String, _ last: String) throws -> Range<Timestamp>? {
    let (start, end) = (try time(first, isEnd: false), try time(last, isEnd: true))
    guard start != nil || end != nil else { return nil }
    let from = start ?? end.map { $0.adding(days: -Self.days) } ?? now
    let to = end ?? from.adding(days: Self.days)
    guard from <= to else { throw Problem(field: last, "open311.order") }
    guard to.milliseconds(since: from) <= Self.days * 86_400_000 else {
      throw Problem(field: last, "open311.span", values: ["n": String(Self.days)])
    }
    return from..<Timestamp(milliseconds: to.rawValue + 1)
  }

  /// The most recent 90 days.
  var latest: Range<Timestamp> {
    now.adding(days: -Self.days)..<now.adding(days: 1)
  }

  /// An instant with its offset, or a day of the city (W3C date and time formats).
  private func time(_ name: String, isEnd: Bool) throws -> Timestamp? {
    guard let text = form.text(name) else { return nil }
    // A plus that was not escaped has become a blank on the way.
    let parts = text.split(separator: " ")
    let whole = parts.count == 2 && parts[0].contains("T") ? parts.joined(separator: "+") : text
    let day = LocalDate(text).map { CityTime.instant($0, hour: isEnd ? 24 : 0) }
    guard let time = Timestamp(whole) ?? day, Self.times.contains(time) else {
      throw Problem(field: name, "open311.datetime")
    }
    return time
  }

  private func near() throws -> SharedQuery.Near? {
    guard form.text("lat") != nil || form.text("long") != nil || form.text("radius") != nil else {
      return nil
    }
    let (latitude, longitude) = (try decimal("lat"), try decimal("long"))
    guard let point = Coordinate(latitude: latitude, longitude: longitude) else {
      throw Problem(field: "lat", "mistake.no-point")
    }
    let radius = form.text("radius") == nil ? 500 : try decimal("radius")
    guard Self.radii.contains(radius) else { throw Problem(field: "radius", "open311.radius") }
    return SharedQuery.Near(point, metres: radius)
  }

  private func decimal(_ name: String) throws -> Double {
    guard let number = form.text(name).flatMap(Double.init), number.isFinite else {
      throw Problem(field: name, "mistake.no-point")
    }
    return number
  }

  private func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let text = form.text(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw Problem(field: name, "open311.number", values: ["n": String(range.upperBound)])
    }
    return number
  }

  /// Comma separated, and repeated.
  private func list(_ name: String) -> [String] {
    form.all(name).flatMap { $0.split(separator: ",") }.map { String($0).trimmed }
      .filter { !$0.isEmpty }
  }
}
