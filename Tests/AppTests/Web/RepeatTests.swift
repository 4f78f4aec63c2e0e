import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App

/// The same thing sent twice: by an impatient thumb, the back button, or a client that got no answer.
struct RepeatTests {
  static let api = "/api/v1/requests"

  @Test(arguments: Backend.all)
  func `a form sent again is answered with the first receipt`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(try await browser.fillReport().form(to: "/report/check"))

    let first = try await browser.submit(form, pressing: ("act", "submit"))
    let back = try await browser.get("/report/check")
    let again = try await browser.submit(form, pressing: ("act", "submit"))
    let fresh = try await browser.get("/report")

    #expect(first.status == 303 && first.location?.contains("/received") == true)
    #expect(again.location == first.location)
    #expect(back.location == "/report")
    #expect(fresh.form(to: "/report/what")?["text"] == "")
    #expect(try await city.count("cases") == 1)
  }

  @Test(arguments: Backend.all)
  func `a visitor's second click keeps the code`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let browser = city.browser()
    let form = try #require(try await browser.fillReport().form(to: "/report/check"))

    let first = try await browser.submit(
      form, ["phone": "13800009999"], pressing: ("act", "submit"))
    let again = try await browser.submit(
      form, ["phone": "13800009999"], pressing: ("act", "submit"))

    #expect(first.location?.contains("&code=") == true)
    #expect(again.location == first.location)
    #expect(try await city.count("cases") == 1)
  }

  @Test(arguments: Backend.all)
  func `a form sent five times at once files one case`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(try await browser.fillReport().form(to: "/report/check"))

    let answers = try await withThrowingTaskGroup(of: WebAnswer.self) { group in
      for _ in 0..<5 {
        group.addTask { try await browser.submit(form, pressing: ("act", "submit")) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }

    #expect(Set(answers.map(\.location)).count == 1)
    #expect(answers[0].location?.contains("/received") == true)
    #expect(try await city.count("cases") == 1)
    #expect(city.log.failures == [])
  }

  @Test(arguments: Backend.all)
  func `a key makes a filing safe to repeat`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let client = try await city.client(as: TestCity.resident)
    let other = try await city.client(as: TestCity.neighbour)
    let key = ["Idempotency-Key": "b7c1-0001"]
    let changed = TestCity.report(["description": "\"另一件事\""])

    let first = try await client.post(Self.api, json: TestCity.report(), headers: key)
    let again = try await client.post(Self.api, json: TestCity.report(), headers: key)
    let different = try await client.post(Self.api, json: changed, headers: key)
    let theirs = try await other.post(Self.api, json: changed, headers: key)
    let keyless = try await client.post(Self.api, json: TestCity.report())

    #expect(first.status == 201 && again.status == 201)
    #expect(first.bytes == again.bytes && first.location == again.location)
    #expect(different.status == 422)
    let problem: ProblemAnswer = try different.json()
    #expect(problem.type == "/problems/key-reused")
    #expect(theirs.status == 201 && keyless.status == 201)
    #expect(theirs.bytes != first.bytes && keyless.bytes != first.bytes)
    #expect(try await city.count("cases") == 3)
  }

  @Test(arguments: Backend.all)
  func `one key at once from eight threads files one case`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let client = try await city.client(as: TestCity.resident)

    let answers = try await withThrowingTaskGroup(of: WebAnswer.self) { group in
      for _ in 0..<8 {
        group.addTask {
          try await client.post(
            Self.api, json: TestCity.report(), headers: ["Idempotency-Key": "at-once"])
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }

    #expect(answers.allSatisfy { $0.status == 201 })
    #expect(Set(answers.map(\.text)).count == 1)
    #expect(try await city.count("cases") == 1)
  }

  @Test func `a key that cannot be kept is refused, not forgotten`() async throws {
    let city = try await TestCity.open(.sqlite)
    let client = try await city.client(as: TestCity.resident)

    for key in [String(repeating: "k", count: 201), ""] {
      let answer = try await client.post(
        Self.api, json: TestCity.report(), headers: ["Idempotency-Key": key])
      #expect(answer.status == 422, "\(key.count)")
    }
    #expect(try await city.count("cases") == 0)
  }

  @Test(arguments: Backend.all)
  func `of two who act on the same version one is told to look again`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let filed = try await city.file(as: TestCity.resident)
    let path = Self.api + "/" + filed.service_request_id + "/moves"
    let (one, two) = (
      try await city.client(as: "dispatcher"), try await city.client(as: "street")
    )

    let first = try await one.post(path, json: #"{"move":"accept","version":1}"#)
    let second = try await two.post(
      path,
      json: """
        {"move":"refuse","version":1,"ground":"litigation","channel":"court",
        "reason":"双方已经在打官司，要由法院来判"}
        """)
    let shown = try await one.get(Self.api + "/" + filed.service_request_id)

    #expect(first.status == 200)
    #expect(second.status == 409)
    let problem: ProblemAnswer = try second.json()
    #expect(problem.type == "/problems/stale-version")
    #expect(shown.text.contains("\"status\":\"accepted\""))
  }

  @Test(arguments: Backend.all)
  func `twenty who accept at once: one does, the others are told`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let filed = try await city.file(as: TestCity.resident)
    let path = Self.api + "/" + filed.service_request_id + "/moves"
    let client = try await city.client(as: "dispatcher")

    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<20 {
        group.addTask {
          try await client.post(path, json: #"{"move":"accept","version":1}"#).status
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }

    #expect(statuses.filter { $0 == 200 }.count == 1)
    #expect(statuses.filter { $0 == 409 }.count == 19, "\(statuses)")
    #expect(city.log.failures == [])
  }
}
