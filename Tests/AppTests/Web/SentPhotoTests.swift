import Foundation
import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App

/// Photos that programs send, and what becomes of those that nothing names.
struct SentPhotoTests {
  private struct Sent: Decodable { let file_id: String }
  private struct Filed: Decodable { let service_request_id: String }

  @Test(arguments: Backend.all)
  func `a photo is sent, named in a request and seen by those who may`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let client = try await city.client(as: TestCity.resident)
    let photo = try await Self.send(Photos.numbered(1), by: client)

    let filed = try await client.post(
      "/api/v1/requests", json: Self.request(photos: [photo]), headers: ["Idempotency-Key": "p-1"])
    let unknown = try await client.post(
      "/api/v1/requests", json: Self.request(photos: [String(repeating: "a", count: 64)]),
      headers: ["Idempotency-Key": "p-2"])

    #expect(filed.status == 201)
    #expect(unknown.status == 422 && unknown.text.contains("photos"))
    let reporter = try await city.browser(as: TestCity.resident)
    #expect(try await reporter.get("/files/\(photo)").status == 200)
    #expect(try await city.browser().get("/files/\(photo)").status == 404)
  }

  @Test(arguments: Backend.all)
  func `another's photo is answered as one that is not there, in requests and in moves`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let (owner, other) = (
      try await city.client(as: TestCity.resident), try await city.client(as: TestCity.neighbour)
    )
    let photo = try await Self.send(Photos.numbered(1), by: owner)
    let filed = try await owner.post(
      "/api/v1/requests", json: Self.request(photos: [photo]), headers: ["Idempotency-Key": "o-1"])
    #expect(filed.status == 201)
    let theirs = try await city.file(as: TestCity.neighbour).service_request_id
    let missing = String(repeating: "a", count: 64)
    func words(_ photo: String) -> String {
      #"{"move":"add_words","text":"现在是这样","photos":["\#(photo)"]}"#
    }

    var answers: [WebAnswer] = []
    for name in [photo, missing] {
      answers.append(
        try await other.post(
          "/api/v1/requests", json: Self.request(photos: [name]),
          headers: ["Idempotency-Key": "o-" + name]))
      answers.append(
        try await other.post("/api/v1/requests/\(theirs)/moves", json: words(name)))
    }

    #expect(answers.map(\.status) == [422, 422, 422, 422])
    #expect(answers[0].comparable == answers[2].comparable)
    #expect(answers[1].comparable == answers[3].comparable)
    #expect(try await city.browser(as: TestCity.neighbour).get("/files/\(photo)").status == 404)
    let case0 = try JSONDecoder().decode(Filed.self, from: Data(filed.text.utf8))
    let again = try await owner.post(
      "/api/v1/requests/\(case0.service_request_id)/moves", json: words(photo))
    #expect(again.status == 200, "\(again.text)")
    // Whoever has the picture may send it as well.
    #expect(try await Self.send(Photos.numbered(1), by: other) == photo)
    let sent = try await other.post("/api/v1/requests/\(theirs)/moves", json: words(photo))
    #expect(sent.status == 200, "\(sent.text)")
  }

  @Test func `what is no photo, too long or of another kind is refused`() async throws {
    let city = try await TestCity.open(.sqlite)
    let client = try await city.client(as: TestCity.resident)

    for (bytes, type, status) in [
      (Photos.program, "image/jpeg", 422), (Photos.svg, "image/png", 422), ([], "image/jpeg", 422),
      (Photos.jpeg, "application/octet-stream", 415),
      (Photos.padded(to: 10 << 20 + 1), "image/jpeg", 413),
    ] {
      let answer = try await client.send(
        .post, "/api/v1/files", headers: ["Content-Type": type], body: bytes)
      #expect(answer.status == status)
    }
    let stranger = try await city.browser().send(
      .post, "/api/v1/files", headers: ["Content-Type": "image/jpeg"], body: Photos.jpeg)
    #expect(stranger.status == 401)
    #expect(city.log.failures == [])
  }

  @Test(arguments: Backend.all)
  func `what nothing names is swept after two days, what a case or a draft names is not`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let open = city.places[0].open
    let client = try await city.client(as: TestCity.resident)
    let named = try await Self.send(Photos.numbered(1), by: client)
    let forgotten = try await Self.send(Photos.numbered(2), by: client)
    let filed = try await client.post(
      "/api/v1/requests", json: Self.request(photos: [named]), headers: ["Idempotency-Key": "p-1"])
    #expect(filed.status == 201)
    let browser = city.browser()
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))
    _ = try await browser.submit(
      form, ["kind": "street_light", "text": TestCity.text],
      files: [FormFile("photos", name: "3.jpg", bytes: Photos.numbered(3))])
    let files = open.platform.files
    let sweep = FileSweep(files: files, capabilities: open.city.capabilities)
    let all = try files.all().map(\.rawValue)
    #expect(all.count == 3)

    #expect(try await sweep.run(in: open.platform.database) == 0)
    let old = Date(
      timeIntervalSince1970: Double(
        open.platform.database.world.now().adding(days: -3).rawValue) / 1000)
    for key in try files.all() {
      try FileManager.default.setAttributes(
        [.modificationDate: old], ofItemAtPath: files.path(of: key))
    }
    let again = try await Self.send(Photos.numbered(2), by: client)
    #expect(again == forgotten)
    #expect(try await sweep.run(in: open.platform.database) == 0)
    try FileManager.default.setAttributes(
      [.modificationDate: old],
      ofItemAtPath: files.path(of: try #require(FileStore.Key(rawValue: forgotten))))

    #expect(try await sweep.run(in: open.platform.database) == 1)
    #expect(try files.all().map(\.rawValue) == all.filter { $0 != forgotten })
  }

  private static func send(_ bytes: [UInt8], by client: WebClient) async throws -> String {
    let answer = try await client.send(
      .post, "/api/v1/files", headers: ["Content-Type": "image/jpeg"], body: bytes)
    #expect(answer.status == 201)
    return try JSONDecoder().decode(Sent.self, from: Data(answer.text.utf8)).file_id
  }

  private static func request(photos: [String]) -> String {
    let list = photos.map { "\"\($0)\"" }.joined(separator: ",")
    return """
      {"item_code":"street_light","description":"\(TestCity.text)","address_string":"柳巷 12 号",
       "photos":[\(list)]}
      """
  }
}
