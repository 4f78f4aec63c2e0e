import Kernel
import KernelTesting
import Testing

@testable import App

/// Files that people send, and what is made of those that are no photos.
struct PhotoTests {
  typealias Sample = (name: String, bytes: [UInt8], sentence: String)
  private static let noPhoto = "第 2 张不是照片，请用 JPEG、PNG 或 WebP"
  private static let broken = "第 2 张坏了，或者不是照片，请换一张"
  private static let pixels = "第 2 张照片像素太多，请换一张不超过 6000 万像素的"

  static let bad: [Sample] = [
    ("program", Photos.program, noPhoto), ("SVG", Photos.svg, noPhoto),
    ("HTML", Photos.html, noPhoto), ("head and page", Photos.disguised, broken),
    ("truncated", Photos.truncated, broken), ("bomb", Photos.bomb, pixels),
    ("over 10 MB", Photos.padded(to: 10 << 20 + 1), "照片太大（10.1 MB），请换一张小于 10 MB 的"),
    ("40 MB", Photos.padded(to: 40 << 20), "照片太大（40 MB），请换一张小于 10 MB 的"),
  ]

  @Test func `what is no photo is told; words and the other photos are kept`() async throws {
    let city = try await TestCity.open(.sqlite)
    for (name, bytes, sentence) in Self.bad {
      let browser = city.browser()
      let form = try #require(try await browser.get("/report").form(to: "/report/what"))

      let page = try await browser.submit(
        form, ["kind": "street_light", "text": TestCity.text],
        files: [
          FormFile("photos", name: "灯.jpg", bytes: Photos.numbered(1)),
          FormFile("photos", name: "IMG_0001.jpg", bytes: bytes),
          FormFile("photos", name: "IMG_0002.jpg", bytes: Photos.numbered(3)),
        ])

      #expect(page.status == 422, "\(name)")
      #expect(page.text.contains(sentence), "\(name)")
      #expect(page.form(to: "/report/what")?["text"] == TestCity.text)
      #expect(Self.photos(on: page).count == 2, "\(name)")
      #expect(try await browser.get("/report/check").text.contains(TestCity.text))
    }
    #expect(city.log.failures == [])
  }

  @Test func `photos are cleaned by the program that the settings name`() async throws {
    var wish = TestCity.Wish()
    wish.photoTool = "/nowhere/linli-photo"
    let city = try await TestCity.open(.sqlite, wish)
    let browser = city.browser()
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))

    let page = try await browser.submit(
      form, ["kind": "street_light", "text": TestCity.text],
      files: [FormFile("photos", name: "灯.jpg", bytes: Photos.numbered(1))])

    #expect(page.status == 422 && page.text.contains("第 1 张照片没传上去，请重试"))
    #expect(Self.photos(on: page).isEmpty)
  }

  @Test func `of eleven photos ten are kept and the eleventh is told`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))
    let files = (1...11).map { FormFile("photos", name: "\($0).jpg", bytes: Photos.numbered($0)) }

    let page = try await browser.submit(
      form, ["kind": "street_light", "text": TestCity.text], files: files)
    let again = try #require(page.form(to: "/report/what"))
    let onward = try await browser.submit(again)

    #expect(page.status == 422)
    #expect(page.text.contains("最多 10 张照片，现在是 11 张"))
    #expect(again["text"] == TestCity.text && again["kind"] == "street_light")
    #expect(Self.photos(on: page).count == 10)
    #expect(onward.location == "/report/where")
  }

  @Test func `a photo that is also a page comes back as a photo only`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))

    _ = try await browser.submit(
      form, ["kind": "street_light", "text": TestCity.text],
      files: [FormFile("photos", name: "x.html", type: "text/html", bytes: Photos.polyglot)])
    let page = try await browser.get("/report")
    let photo = try #require(Self.photos(on: page).first)

    for path in ["/files/\(photo)", "/files/\(photo)/small"] {
      let answer = try await browser.get(path)
      #expect(answer.status == 200)
      #expect(answer["Content-Type"] == "image/jpeg")
      #expect(answer["X-Content-Type-Options"] == "nosniff")
      #expect(answer["Content-Disposition"] == "inline; filename=\"photo\"")
      #expect(answer["Cache-Control"]?.hasPrefix("private") == true)
      #expect(!answer.text.contains("script"))
    }
  }

  @Test func `what a file is called decides nothing`() async throws {
    let city = try await TestCity.open(.sqlite)
    for name in ["../../../etc/passwd", "a;b\".jpg", "", "\u{202E}gpj.exe", "C:\\x\\y.jpg"] {
      let browser = city.browser()
      let form = try #require(try await browser.get("/report").form(to: "/report/what"))

      let page = try await browser.submit(
        form, ["kind": "street_light", "text": TestCity.text],
        files: [FormFile("photos", name: name, bytes: Photos.jpeg)])

      #expect(page.location == "/report/where", "\(name) \(page.status)")
      #expect(Self.photos(on: try await browser.get("/report")).count == 1, "\(name)")
    }
  }

  @Test func `a field for photos left empty is no photo`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))

    let page = try await browser.submit(
      form, ["kind": "street_light", "text": TestCity.text],
      files: [FormFile("photos", name: "", type: "application/octet-stream", bytes: [])])
    let hollow = try await browser.submit(
      form, ["kind": "street_light", "text": TestCity.text],
      files: [FormFile("photos", name: "leer.jpg", bytes: [])])

    #expect(page.location == "/report/where")
    #expect(hollow.status == 422 && hollow.text.contains("第 1 张"))
  }

  /// Ids of the photos that the page shows.
  static func photos(on page: WebAnswer) -> [String] {
    page.text.matches(of: #/\/files\/([0-9a-f]{64})\/small/#).map { String($0.1) }
  }
}
