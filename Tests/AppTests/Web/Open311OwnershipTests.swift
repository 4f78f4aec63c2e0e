import Foundation
import Kernel
import KernelTesting
import Testing

@testable import App

/// What a program says of what another one filed.
struct Open311OwnershipTests {
  @Test func `nothing is kept for a request of another key, pictures neither`() async throws {
    let city = try await TestCity.open(.sqlite)
    let key = try await Open311Tests.key(city)
    let other = try await Open311Tests.key(city, "other")
    let program = city.browser()
    let filed = try await program.post(
      Open311Tests.base + "requests.json", form: Open311Tests.lamp(key))
    let id = try #require(try Open311Tests.list(filed).first?["service_request_id"]?.string)
    let media = FormFile("media", name: "lamp.jpg", bytes: Photos.jpeg)
    func update(_ key: String) async throws -> WebAnswer {
      try await program.post(
        Open311Tests.base + "servicerequestupdates.json",
        multipart: [("api_key", key), ("service_request_id", id), ("description", "又坏了")],
        files: [media])
    }

    let folder = city.open.platform.files.directory
    func kept() -> Int { FileManager.default.enumerator(atPath: folder)?.allObjects.count ?? -1 }

    let before = kept()
    #expect(try await update(other).status == 404)
    #expect(kept() == before)
    #expect(try await update(key).status == 201)
    #expect(kept() > before)
  }
}
