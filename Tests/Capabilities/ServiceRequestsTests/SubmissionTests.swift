import Casework
import Kernel
import Testing

@testable import ServiceRequests

/// What may be filed and what is told to be changed; no database.
struct SubmissionTests {
  private func fields(_ submission: Submission, isImport: Bool = false) -> [String] {
    do {
      _ = try submission.checked(
        catalogue: .shipped, limits: SubmissionLimits(), region: "150703", isImport: isImport)
      return []
    } catch let problem as Problem {
      return problem.fields.map { "\($0.field) \($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test func `five thousand characters are filed and one more is not`() {
    #expect(fields(.lamp { $0.text = String(repeating: "灯", count: 5000) }) == [])
    #expect(
      fields(.lamp { $0.text = String(repeating: "灯", count: 5001) }) == ["text mistake.too-long"])
    #expect(fields(.lamp { $0.text = String(repeating: "灯", count: 5001) }, isImport: true) == [])
  }

  @Test func `an address is filed whole or not at all`() {
    #expect(fields(.lamp { $0.address = String(repeating: "柳", count: 200) }) == [])
    let long = Submission.lamp { $0.address = String(repeating: "柳", count: 201) }
    #expect(fields(long) == ["address mistake.too-long"])
    #expect(fields(long, isImport: true) == [])
  }

  @Test(arguments: ["13812342076", "123"])
  func `who leaves no name leaves no number, right or wrong`(phone: String) throws {
    let submission = Submission.lamp {
      ($0.service, $0.item, $0.isAnonymous) = ("fire_safety", "fire_hazard", true)
      $0.phone = phone
    }
    let checked = try submission.checked(
      catalogue: .shipped, limits: SubmissionLimits(), region: "150703", isImport: false)
    #expect(checked.phone == nil)
  }

  @Test func `ten photos are filed and eleven are not`() {
    let photos = (1...11).map { "photo\($0)" }

    #expect(fields(.lamp { $0.photos = Array(photos.prefix(10)) }) == [])
    #expect(fields(.lamp { $0.photos = photos }) == ["photos mistake.too-many-photos"])
  }

  @Test func `a photo alone is enough, nothing at all is not`() {
    let silent = Submission.lamp { ($0.text, $0.photos) = ("  \n", ["photo"]) }

    #expect(fields(silent) == [])
    #expect(fields(.lamp { $0.text = " \u{3000}" }) == ["text mistake.nothing-said"])
  }

  @Test(arguments: ["", "ufo"])
  func `an unknown type is told`(service: String) {
    #expect(fields(.lamp { ($0.service, $0.item) = (service, nil) }) == ["kind mistake.no-kind"])
  }

  @Test(arguments: ["150102", "15070", "1507030010010112", "abcdef", "150703x"])
  func `a place outside the site or none at all is told`(area: String) {
    #expect(fields(.lamp { $0.area = area }) == ["area mistake.outside-site"])
  }

  @Test(arguments: [
    ("12345", "service"), ("1381234207", "digits"), ("abc", "empty"), ("23812342076", "form"),
    ("8221234", "area-code"),
  ])
  func `a telephone nobody can be reached at is told`(phone: String, why: String) {
    #expect(fields(.lamp { $0.phone = phone }) == ["phone phone.mistake.\(why)"])
  }

  @Test func `a landline with its area code is a way to reach somebody`() {
    #expect(fields(.lamp { $0.phone = "0470-8221234" }) == [])
  }

  @Test func `all mistakes are told together`() {
    let wrong = Submission.lamp {
      $0.text = ""
      $0.service = "ufo"
      $0.item = nil
      $0.area = "99"
      $0.phone = "1"
    }

    #expect(fields(wrong).count == 4)
  }

  @Test(
    arguments: [
      ("路灯不亮。三天了", "路灯不亮"), ("\n\n  灯坏了\n快来", "灯坏了"), ("", ""), ("。。。", ""),
      (String(repeating: "长", count: 31), String(repeating: "长", count: 29) + "…"),
      (String(repeating: "长", count: 30), String(repeating: "长", count: 30)),
      (
        "灯" + String(repeating: "\u{301}", count: 900),
        "灯" + String(repeating: "\u{301}", count: 231) + "…"
      ),
    ])
  func `a title is the first sentence, cut where lists would cut it`(text: String, title: String) {
    #expect(Submission.title(from: text) == title)
  }

  @Test func `every type and kind is there once, with a class that exists`() {
    let services = ServiceCatalogue.shipped.services
    let codes = services.map(\.code) + services.flatMap(\.items).map(\.code)

    #expect(services.count == 13)
    #expect(Set(codes).count == codes.count)
    #expect(services.allSatisfy { ServiceCatalogue.classes.contains($0.classCode) })
    for key in LimitBook.serviceRequests.tables.flatMap(\.services.keys) {
      let parts = key.split(separator: ".").map(String.init)
      let service = ServiceCatalogue.shipped.service(parts[0])
      #expect(service != nil, "\(key)")
      if parts.count == 2 { #expect(service?.items.contains { $0.code == parts[1] } == true) }
    }
    #expect(
      ServiceCatalogue.departmental.allSatisfy { ServiceCatalogue.shipped.service($0) != nil })
  }
}
