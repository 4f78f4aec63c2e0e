import Casework
import Contracts
import Foundation
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Covering photos, and who sees which of them at what time.
struct CoverTests {
  private struct Album {
    let town: Town
    let covers: CoverActions
    let id: Town.ID
    let file: Identifier<CaseFile>

    /// The copy that somebody looks at now.
    func copy() async throws -> String? {
      try await covers.album(of: id, for: .desk).covers.first?.covered
    }
  }

  /// An 8 × 4 picture of black and white columns.
  private static let png: [UInt8] = Array(
    Data(
      base64Encoded:
        """
        iVBORw0KGgoAAAANSUhEUgAAAAgAAAAECAIAAAA8r+mnAAAAE0lEQVR42mNgYGD4//8/VpJaEgAP0y/RYKCcywAAAABJ\
        RU5ErkJggg==
        """
    ) ?? Data())

  private static func album(
    _ backend: Backend, in state: CaseState = .inProgress, isPublic: Bool = true
  ) async throws -> Album {
    let town = try await Town(backend)
    let folder = NSTemporaryDirectory() + "/linli-covers-" + World.live.newID()
    let files = try FileStore(directory: folder)
    let file = Identifier<CaseFile>(rawValue: try await files.put(png).rawValue)
    let id = try await town.request(
      in: state, .lamp { ($0.isPublic, $0.photos) = (isPublic, [file.rawValue]) })
    return Album(
      town: town,
      covers: CoverActions(actions: town.actions, cleaner: PhotoCleaner(), files: files), id: id,
      file: file)
  }

  @Test(arguments: Backend.all)
  func `only an approved copy is seen by everybody, and every decision is written down`(
    backend: Backend
  ) async throws {
    let album = try await Self.album(backend)
    let (actions, covers) = (album.town.actions, album.covers)
    let box = try #require(PhotoCleaner.Box(left: 0, top: 0, width: 500, height: 1000))
    try await covers.cover(album.file, of: album.id, [box], by: .desk, key: nil)
    let made = try await covers.album(of: album.id, for: .desk)
    let copy = try #require(made.covers.first)
    #expect(copy.covered != album.file.rawValue && !copy.isPublic && copy.boxes == [box])
    let seen = { (viewer: Viewer) in try await actions.maySeeCopy(copy.covered, as: viewer) }
    #expect(try await seen(.desk))
    for viewer in [Viewer.visitor, .hong] { #expect(try await seen(viewer) == false) }

    // Another copy than the one that was looked at.
    await #expect(throws: Problem(.staleVersion)) {
      try await covers.publish(
        true, album.file, seen: album.file.rawValue, of: album.id, reason: "", by: .desk, key: nil)
    }
    try await covers.publish(
      true, album.file, seen: copy.covered, of: album.id, reason: "", by: .desk, key: nil)
    for viewer in [Viewer.visitor, .hong] { #expect(try await seen(viewer)) }
    #expect(try await actions.maySee(album.file, as: .hong) == false)
    let found = try await actions.published(CaseQuery())
    #expect(found.photos[album.id] == [copy.covered])

    await #expect(throws: Problem.self) {
      try await covers.publish(
        false, album.file, seen: nil, of: album.id, reason: " ", by: .desk, key: nil)
    }
    try await covers.publish(
      false, album.file, seen: nil, of: album.id, reason: "后面还有一张脸", by: .desk, key: nil)
    #expect(try await seen(.visitor) == false)
    let history = try await covers.album(of: album.id, for: .desk).decisions
    #expect(history.map(\.deed) == [.unpublish, .publish, .cover])
    #expect(history.first?.reason == "后面还有一张脸" && history.first?.actor == "desk")
    let named = try await album.town.database.read { try CoverStore.named([copy.covered], in: $0) }
    #expect(named == [copy.covered])
  }

  @Test(arguments: Backend.all)
  func `a photo is no longer seen when its case is no longer public`(
    backend: Backend
  ) async throws {
    let album = try await Self.album(backend)
    try await album.covers.cover(album.file, of: album.id, [], by: .desk, key: nil)
    try await album.covers.publish(
      true, album.file, seen: try await album.copy(), of: album.id, reason: "", by: .desk, key: nil)
    let copy = try #require(
      try await album.town.actions.publishedPhotos(of: album.id).first)
    #expect(try await album.town.actions.maySeeCopy(copy, as: .visitor))

    _ = try await album.town.actions.retract(
      .sharing, of: album.id, expecting: nil, by: .ming, key: nil)
    #expect(try await album.town.actions.maySeeCopy(copy, as: .visitor) == false)
  }

  @Test(arguments: Backend.all)
  func `what neighbours do not read gets no public photo, and strangers decide nothing`(
    backend: Backend
  ) async throws {
    for (state, isPublic) in [(CaseState.submitted, true), (.inProgress, false)] {
      let album = try await Self.album(backend, in: state, isPublic: isPublic)
      try await album.covers.cover(album.file, of: album.id, [], by: .desk, key: nil)
      await #expect(throws: Problem(.notNow, "refusal.photo-not-shared")) {
        try await album.covers.publish(
          true, album.file, seen: try await album.copy(), of: album.id, reason: "", by: .desk,
          key: nil)
      }
      for viewer in [Viewer.hong, .ming] {
        await #expect(throws: Problem(.notFound)) {
          try await album.covers.cover(album.file, of: album.id, [], by: viewer, key: nil)
        }
      }
      await #expect(throws: Problem(.notFound)) {
        try await album.covers.cover(
          Identifier(rawValue: String(repeating: "a", count: 64)), of: album.id, [], by: .desk,
          key: nil)
      }
    }
  }

  @Test(arguments: Backend.all)
  func `a decision is whole or not at all, and copies go with the words of their case`(
    backend: Backend
  ) async throws {
    let album = try await Self.album(backend, in: .closed)
    let statements = try await eachFailure(
      "CoverActions.decide",
      of: { database in
        try await CoverActions(
          actions: album.town.actions.on(database), cleaner: album.covers.cleaner,
          files: album.covers.files
        ).cover(album.file, of: album.id, [], by: .desk, key: nil)
      }, in: album.town.database)
    #expect(statements >= 4)
    try await album.covers.publish(
      true, album.file, seen: try await album.copy(), of: album.id, reason: "没有人", by: .desk,
      key: nil)

    album.town.clock.advance(days: 4 * 366)
    let records = RequestRecords(engine: album.town.actions.engine)
    let before = album.town.clock.now.adding(days: -3 * 366)
    _ = try await album.town.database.write { tx in
      try records.expire(.matter, before: before, limit: 100, in: tx)
    }
    let left = try await album.town.database.read { db in
      (
        try CoverStore.covers(of: album.id, in: db),
        try CoverStore.decisions(of: album.id, in: db)
      )
    }
    #expect(left.0.isEmpty && left.1.count == 2 && left.1.allSatisfy { $0.reason.isEmpty })
  }

  @Test func `boxes are typed in hundredths, and what lies outside is named by its row`() throws {
    let form = { (rows: [[String]]) in
      Form(
        values: Dictionary(
          uniqueKeysWithValues: ["left", "top", "width", "height"].enumerated().map { index, name in
            (name, rows.map { $0[index] })
          }))
    }
    let boxes = try CoverRoutes.boxes(
      form([["10", "20.5", "30", "40"], ["", "", "", ""], ["0", "0", "100", "100"]]))
    #expect(boxes.count == 2 && boxes.first?.top == 205)
    for wrong in [
      ["90", "0", "20", "10"], ["a", "0", "1", "1"], ["1", "1", "", "1"], ["-1", "0", "5", "5"],
      ["0", "0", "0", "5"], ["nan", "0", "5", "5"],
    ] {
      let problem = #expect(throws: Problem.self) {
        _ = try CoverRoutes.boxes(form([["1", "1", "5", "5"], wrong]))
      }
      #expect(problem?.fields.first?.values["n"] == "2", "\(wrong)")
    }
  }
}
