import Foundation
import Kernel
import KernelTesting
import Testing

@testable import App

/// Photos that a script sends one by one while the first step is being filled in.
struct PhotoByPhotoTests {
  private struct Taken: Decodable { let id: String }

  static func send(
    _ bytes: [UInt8], _ browser: WebClient, _ form: WebForm
  ) async throws -> WebAnswer {
    let token = try #require(form["form_token"])
    return try await browser.post(
      "/report/photos", multipart: [("form_token", token)],
      files: [FormFile("photos", name: "灯.jpg", bytes: bytes)])
  }

  private static func start(_ browser: WebClient) async throws -> WebForm {
    try #require(try await browser.get("/report").form(to: "/report/what"))
  }

  @Test(arguments: Backend.all)
  func `each is kept at once, once however often it is sent, and goes with the report`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let browser = city.browser()
    let form = try await Self.start(browser)

    var ids: [String] = []
    // The answer to the second was lost, so it comes twice.
    for number in [1, 2, 2] {
      let taken: Taken = try await Self.send(Photos.numbered(number), browser, form).json()
      ids.append(taken.id)
    }

    #expect(ids[1] == ids[2])
    let page = try await browser.get("/report")
    #expect(PhotoTests.photos(on: page) == Array(ids.prefix(2)))
    for id in ids { #expect(try await browser.get("/files/\(id)/small").status == 200) }
    #expect(try await city.browser().get("/files/\(ids[0])").status == 404)
    // The form that was open all the time brings one more; those that came before stay.
    let step = try await browser.submit(
      form, ["kind": "street_light", "text": TestCity.text],
      files: [FormFile("photos", name: "3.jpg", bytes: Photos.numbered(3))])
    #expect(step.location == "/report/where")
    #expect(PhotoTests.photos(on: try await browser.get("/report")).count == 3)
    #expect(city.log.failures == [])
  }

  @Test(arguments: Backend.all)
  func `many at the same moment lose none`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try await Self.start(browser)

    let answers = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 1...6 {
        group.addTask { try await Self.send(Photos.numbered(number), browser, form).status }
      }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }

    #expect(answers == Array(repeating: 200, count: 6))
    #expect(PhotoTests.photos(on: try await browser.get("/report")).count == 6)
    for number in 7...10 {
      #expect(try await Self.send(Photos.numbered(number), browser, form).status == 200)
    }
    let eleventh = try await Self.send(Photos.numbered(11), browser, form)
    #expect(eleventh.status == 422 && eleventh.text.contains("最多 10 张照片"))
    #expect(PhotoTests.photos(on: try await browser.get("/report")).count == 10)
  }

  @Test func `one is taken out again, and others keep theirs`() async throws {
    let city = try await TestCity.open(.sqlite)
    let (browser, other) = (city.browser(), city.browser())
    let (form, foreign) = (try await Self.start(browser), try await Self.start(other))
    let first: Taken = try await Self.send(Photos.numbered(1), browser, form).json()
    let second: Taken = try await Self.send(Photos.numbered(2), browser, form).json()

    _ = try await other.post(
      "/report/photos",
      form: [("form_token", foreign["form_token"] ?? ""), ("remove_photo", first.id)])
    #expect(PhotoTests.photos(on: try await browser.get("/report")).count == 2)
    let answer = try await browser.post(
      "/report/photos",
      form: [("form_token", form["form_token"] ?? ""), ("remove_photo", first.id)])

    #expect(answer.status == 200 && answer.text.contains(second.id))
    #expect(PhotoTests.photos(on: try await browser.get("/report")) == [second.id])
  }

  @Test func `what is no photo is told in words, and a form that is not ours is refused`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let form = try await Self.start(browser)

    let wrong = try await Self.send(Photos.program, browser, form)
    let foreign = try await Self.send(Photos.jpeg, city.browser(), form)
    let empty = try await browser.post(
      "/report/photos", form: [("form_token", form["form_token"] ?? "")])

    #expect(wrong.status == 422 && wrong.text.contains("第 1 张不是照片"))
    #expect(foreign.status == 403 && empty.status == 400)
    #expect(PhotoTests.photos(on: try await browser.get("/report")).isEmpty)
    #expect(city.log.failures == [])
  }

  @Test(arguments: Backend.all)
  func `what was never filed goes with its draft`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let browser = city.browser()
    let form = try await Self.start(browser)
    let taken: Taken = try await Self.send(Photos.numbered(1), browser, form).json()
    let files = city.open.platform.files
    let sweep = FileSweep(files: files, capabilities: city.open.city.capabilities)
    let key = try #require(FileStore.Key(rawValue: taken.id))
    let world = city.open.platform.database.world
    try FileManager.default.setAttributes(
      [
        .modificationDate: Date(
          timeIntervalSince1970: Double(world.now().adding(days: -3).rawValue) / 1000)
      ], ofItemAtPath: files.path(of: key))
    #expect(try await sweep.run(in: city.database) == 0)

    try await city.database.write { tx in try tx.run("DELETE FROM report_drafts") }

    #expect(try await sweep.run(in: city.database) == 1)
  }
}
