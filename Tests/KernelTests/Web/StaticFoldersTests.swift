import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import Kernel

struct StaticFoldersTests {
  let root: String
  let folders: StaticFolders

  init() throws {
    root = NSTemporaryDirectory() + "/linli-folders-" + World.live.newID()
    let inside = root + "/leaflet/images"
    try FileManager.default.createDirectory(atPath: inside, withIntermediateDirectories: true)
    for (path, text) in [
      ("leaflet/leaflet.js", "script"), ("leaflet/images/marker.png", "marker"),
      ("leaflet/notes.txt", "notes"), ("secret.js", "secret"),
    ] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: root + "/" + path))
    }
    folders = StaticFolders([("leaflet", root + "/leaflet"), ("gone", root + "/gone")])
  }

  private func clear() { try? FileManager.default.removeItem(atPath: root) }

  @Test(arguments: [
    ("leaflet.js", "text/javascript; charset=utf-8", "script"),
    ("images/marker.png", "image/png", "marker"),
  ])
  func `a file found at the start is served as what it is`(
    path: String, type: String, text: String
  ) async throws {
    defer { clear() }
    let call = try await WebBench().call()

    let response = try folders.answer(call, folder: "leaflet", path: path)

    #expect(response.status == .ok)
    #expect(response.headers[.contentType] == type)
    #expect(try await response.text() == text)
  }

  @Test(arguments: [
    "../secret.js", "images/../../secret.js", "./leaflet.js", "/leaflet.js", "images", "", "..",
    "leaflet.js/", "LEAFLET.JS", "leaflet.js\0", "notes.txt", "images//marker.png",
  ])
  func `nothing else has an address, inside or outside the folder`(path: String) async throws {
    defer { clear() }
    let call = try await WebBench().call()

    #expect(throws: Problem(.notFound)) {
      _ = try folders.answer(call, folder: "leaflet", path: path)
    }
  }

  @Test(arguments: ["gone", "other", "", ".."])
  func `a folder that is not there serves nothing`(folder: String) async throws {
    defer { clear() }
    let call = try await WebBench().call()

    #expect(throws: Problem(.notFound)) {
      _ = try folders.answer(call, folder: folder, path: "leaflet.js")
    }
  }

  @Test func `a file that came later has no address until the next start`() async throws {
    defer { clear() }
    let call = try await WebBench().call()
    try Data([1]).write(to: URL(fileURLWithPath: root + "/leaflet/late.js"))

    #expect(throws: Problem(.notFound)) {
      _ = try folders.answer(call, folder: "leaflet", path: "late.js")
    }
  }
}
