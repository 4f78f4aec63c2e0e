import Casework
import Contracts
import Foundation
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Public cases as maps, readers and spreadsheets get them.
struct PublicFeedTests {
  private static func feed(_ town: Town, _ query: CaseQuery = CaseQuery()) async throws
    -> PublicFeed
  {
    let words = try Words(WordFile.serviceRequests)
    let found = try await town.actions.published(query)
    return PublicFeed(
      title: "测试区 & 公开", page: "https://a.example/around", own: "https://a.example/f", next: nil,
      language: .chinese,
      cases: found.page.items.map { item in
        PublicCase(
          item, photo: found.photos[item.id]?.first, plan: CityPlan(units: [], areas: []),
          base: "https://a.example", language: .chinese
        ) { words.text($0, in: .chinese) }
      })
  }

  @Test(arguments: Backend.all)
  func `only what neighbours may read is in any form, without people and numbers`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let shown = try await town.request(
      in: .inProgress,
      .lamp {
        $0.isPublic = true
        $0.text = "灯坏了 <b>&\u{0B} 请打 13912345678"
        ($0.latitude, $0.longitude) = (49.456789, 117.701234)
      })
    let hidden = [
      try await town.request(in: .inProgress, .lamp { $0.isPublic = false }),
      try await town.submit(.lamp { $0.isPublic = true }),
      try await town.request(in: .refused, .lamp { $0.isPublic = true }),
    ]

    let feed = try await Self.feed(town)

    for format in PublicFeed.Format.allCases {
      let text = try feed.text(format)
      #expect(text.contains(shown.rawValue), "\(format)")
      #expect(hidden.allSatisfy { !text.contains($0.rawValue) }, "\(format)")
      #expect(!text.contains("13912345678") && !text.contains("138****") && !text.contains("ming"))
      #expect(!text.contains("49.456789") && !text.contains("\u{0B}"), "\(format)")
    }
    for format in [PublicFeed.Format.atom, .rss] {
      let parser = XMLText(try feed.text(format))
      #expect(parser.isWellFormed, "\(format)")
    }
    let map = try JSONSerialization.jsonObject(with: Data(try feed.text(.geojson).utf8))
    let features = try #require((map as? [String: Any])?["features"] as? [[String: Any]])
    let point = try #require(features.first?["geometry"] as? [String: Any])
    #expect(point["coordinates"] as? [Double] == [117.7012, 49.4568])
  }

  @Test(arguments: Backend.all)
  func `a page takes two statements, and filters leave what fits`(backend: Backend) async throws {
    let town = try await Town(backend)
    let lamp = try await town.request(in: .inProgress, .lamp { $0.isPublic = true })
    let rubbish = try await town.request(
      in: .closed,
      .lamp { ($0.isPublic, $0.service, $0.item) = (true, "city_appearance", "rubbish") })
    let count = QueryCount()
    _ = try await QueryCount.counting(in: count) { try await Self.feed(town) }
    #expect(count.value == 2)

    let found = { (query: String) in
      let values = try #require(URLEncoded.parse(query, maxFields: 10))
      let filter = try PublicFilter(Form(values: values))
      return Set(try await town.actions.published(filter.query).page.items.map(\.id))
    }
    #expect(try await found("") == [lamp, rubbish])
    #expect(try await found("show=open") == [lamp])
    #expect(try await found("show=done") == [rubbish])
    #expect(try await found("service_code=city_appearance") == [rubbish])
    #expect(try await found("area=150703001001011") == [lamp, rubbish])
    #expect(try await found("area=150703002").isEmpty)
    #expect(try await found("from=2026-03-03").isEmpty)
    #expect(try await found("from=2026-03-02&to=2026-03-02") == [lamp, rubbish])
    for wrong in ["show=all", "from=yesterday", "service_code=x", "area=a", "limit=1000"] {
      await #expect(throws: Problem.self, "\(wrong)") { _ = try await found(wrong) }
    }
  }

  @Test func `the date of a mail is in English and in the city's time`() {
    #expect(PublicFeed.mailDate("2026-03-02T09:00:00+08:00") == "Mon, 02 Mar 2026 09:00:00 +0800")
  }

  @Test func `every column has its cell and its meaning in both languages`() throws {
    let words = try Words(WordFile.serviceRequests)
    for column in PublicCase.columns {
      for language in [Language.chinese, .english] {
        #expect(words[column.meaning, language] != nil, "\(column.name)")
      }
    }
  }
}

/// Whether a text is XML at all.
private struct XMLText {
  let isWellFormed: Bool

  init(_ text: String) {
    var open: [Substring] = []
    var isWhole = text.hasPrefix("<?xml")
    for tag in text.matches(of: /<(\/?)([a-zA-Z]+)[^>]*?(\/?)>/) {
      if tag.output.3 == "/" { continue }
      if tag.output.1 == "/" {
        if open.popLast() != tag.output.2 { isWhole = false }
      } else {
        open.append(tag.output.2)
      }
    }
    isWellFormed = isWhole && open.isEmpty && !text.contains("& ")
  }
}
