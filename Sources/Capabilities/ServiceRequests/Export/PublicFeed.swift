import Civics
import Kernel

/// Public cases in the forms that maps, readers and spreadsheets take.
struct PublicFeed: Sendable {
  enum Format: String, CaseIterable, Sendable {
    case geojson, json, csv, atom, rss

    /// RFC 7946, 8259, 4180, 4287 and RSS 2.0.
    var type: String {
      switch self {
      case .geojson: "application/geo+json"
      case .json: "application/json"
      case .csv: "text/csv; charset=utf-8"
      case .atom: "application/atom+xml; charset=utf-8"
      case .rss: "application/rss+xml; charset=utf-8"
      }
    }
  }

  /// Licence of everything here: a site's own choice is data, this is the shipped one.
  static let licence = "https://creativecommons.org/licenses/by/4.0/"

  let title: String
  /// Address of the page, and of this file.
  let page: String
  let own: String
  /// Where the next page is; nil on the last.
  let next: String?
  let language: Language
  let cases: [PublicCase]

  func text(_ format: Format) throws -> String {
    switch format {
    case .geojson: try geoJSON
    case .json:
      try JSONText.encode(Document(licence: Self.licence, next: next, cases: cases))
    case .csv:
      CSV.line(PublicCase.columns.map(\.name))
        + cases.map { item in CSV.line(PublicCase.columns.map { $0.cell(item) }) }.joined()
    case .atom: atom
    case .rss: rss
    }
  }

  private struct Document: Encodable {
    let licence: String
    let next: String?
    let cases: [PublicCase]
  }

  private struct Collection: Encodable {
    let type = "FeatureCollection"
    let licence: String
    let next: String?
    let features: [Feature]
  }

  private struct Feature: Encodable {
    let type = "Feature"
    let id: String
    let geometry: Point?
    let properties: PublicCase

    struct Point: Encodable {
      let type = "Point"
      /// Longitude first (RFC 7946 §3.1.1).
      let coordinates: [Double]
    }

    enum CodingKeys: String, CodingKey { case type, id, geometry, properties }

    func encode(to encoder: any Encoder) throws {
      var members = encoder.container(keyedBy: CodingKeys.self)
      try members.encode(type, forKey: .type)
      try members.encode(id, forKey: .id)
      // A feature without a place says so (RFC 7946 §3.2).
      if let geometry {
        try members.encode(geometry, forKey: .geometry)
      } else {
        try members.encodeNil(forKey: .geometry)
      }
      try members.encode(properties, forKey: .properties)
    }
  }

  private var geoJSON: String {
    get throws {
      try JSONText.encode(
        Collection(
          licence: Self.licence, next: next,
          features: cases.map { item in
            Feature(
              id: item.service_request_id,
              geometry: item.lat.flatMap { lat in
                item.long.map { Feature.Point(coordinates: [$0, lat]) }
              }, properties: item)
          }))
    }
  }

  /// When the newest change was; that of an empty feed does not move.
  private var updated: String { cases.map(\.updated_datetime).max() ?? "2026-01-01T00:00:00+08:00" }

  private var tongue: String { language == .chinese ? "zh-Hans" : "en" }

  private var atom: String {
    let entries = cases.map { item in
      """
      <entry><id>urn:uuid:\(item.service_request_id)</id><title>\(escaped(item.title))</title>\
      <link href="\(escaped(item.url))"/><published>\(item.requested_datetime)</published>\
      <updated>\(item.updated_datetime)</updated><category term="\(escaped(item.service_code))"/>\
      <summary>\(escaped(summary(item)))</summary></entry>

      """
    }.joined()
    let more = next.map { "<link rel=\"next\" href=\"\(escaped($0))\"/>" } ?? ""
    return """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(tongue)"><id>\(escaped(own))</id>\
      <title>\(escaped(title))</title><updated>\(updated)</updated>\
      <author><name>\(escaped(title))</name></author><rights>\(Self.licence)</rights>\
      <link rel="self" href="\(escaped(own))"/><link href="\(escaped(page))"/>\(more)
      \(entries)</feed>

      """
  }

  private var rss: String {
    let items = cases.map { item in
      """
      <item><guid isPermaLink="false">urn:uuid:\(item.service_request_id)</guid>\
      <title>\(escaped(item.title))</title><link>\(escaped(item.url))</link>\
      <pubDate>\(Self.mailDate(item.requested_datetime))</pubDate>\
      <category>\(escaped(item.service_code))</category>\
      <description>\(escaped(summary(item)))</description></item>

      """
    }.joined()
    return """
      <?xml version="1.0" encoding="utf-8"?>
      <rss version="2.0"><channel><title>\(escaped(title))</title><link>\(escaped(page))</link>\
      <description>\(escaped(title))</description><language>\(tongue)</language>
      \(items)</channel></rss>

      """
  }

  private func summary(_ item: PublicCase) -> String {
    [item.description, item.address, item.area_name].filter { !$0.isEmpty }
      .joined(separator: " · ")
  }

  /// Escaped, and without what XML cannot hold (§2.2): a reader drops the whole feed for one.
  private func escaped(_ text: String) -> String {
    WireXML.escaped(text).replacing("\"", with: "&quot;")
  }

  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// RFC 822 with a year of four digits, as RSS 2.0 wants it.
  static func mailDate(_ text: String) -> String {
    guard let time = Timestamp(text) else { return text }
    let (date, inDay) = CityTime.split(time)
    let clock = [inDay / 3_600_000, inDay / 60_000 % 60, inDay / 1000 % 60]
      .map { Digits.padded(Int($0), 2) }.joined(separator: ":")
    // Day 0, 1 January 1970, was a Thursday.
    let weekday = days[((date.dayNumber + 3) % 7 + 7) % 7]
    return "\(weekday), \(Digits.padded(date.day, 2)) \(months[date.month - 1]) \(date.year) "
      + "\(clock) +0800"
  }
}
