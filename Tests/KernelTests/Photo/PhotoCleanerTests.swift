import Foundation
import Testing

@testable import Kernel

struct PhotoCleanerTests {
  let cleaner = PhotoCleaner()

  /// What must not be in a cleaned file: the invented secrets, and the names of the blocks that
  /// carry metadata in the three formats.
  static let traces = [
    "Secret", "InventedPhone", "2026:11:24", "Exif", "EXIF", "eXIf", "tEXt", "iTXt", "zTXt", "XMP ",
    "xmpmeta", "ns.adobe.com", "ICC_PROFILE", "iCCP", "ICCP", "Photoshop",
  ]

  private func found(in bytes: [UInt8]) -> [String] {
    Self.traces.filter { Data(bytes).range(of: Data($0.utf8)) != nil }
  }

  static let samples: [([UInt8], ContentType, Int, Int)] = [
    (PhotoFixtures.jpeg, .jpeg, 24, 48), (PhotoFixtures.png, .png, 32, 16),
    (PhotoFixtures.webp, .webp, 32, 16),
  ]

  @Test(arguments: samples)
  func `metadata is gone from the file`(
    bytes: [UInt8], type: ContentType, width: Int, height: Int
  ) async throws {
    #expect(found(in: bytes).contains("Secret"))

    let photo = try await cleaner.clean(bytes)

    #expect(found(in: photo.bytes) == [])
    #expect(photo.type == type)
    #expect(ContentType.sniff(photo.bytes) == type)
    #expect(photo.size == "\(width) × \(height)")
  }

  @Test func `a photo without metadata is taken as well`() async throws {
    let photo = try await cleaner.clean(PhotoFixtures.plainJPEG)
    #expect(photo.size == "48 × 24")
  }

  @Test func `a photo on its side is turned upright once`() async throws {
    let once = try await cleaner.clean(PhotoFixtures.jpeg)
    let twice = try await cleaner.clean(once.bytes)
    #expect(once.size == "24 × 48")
    #expect(twice.size == "24 × 48")
  }

  @Test func `the long side is cut to size and small photos are not blown up`() async throws {
    let small = try await cleaner.clean(PhotoFixtures.jpeg, longSide: 24)
    #expect(small.size == "12 × 24")
  }

  @Test(arguments: [PhotoFixtures.jpeg, PhotoFixtures.png, PhotoFixtures.webp])
  func `a thumbnail is a small JPEG without metadata`(bytes: [UInt8]) async throws {
    let photo = try await cleaner.thumbnail(of: bytes, longSide: 16)
    #expect(photo.type == .jpeg)
    #expect(max(photo.width, photo.height) == 16)
    #expect(found(in: photo.bytes) == [])
  }

  @Test func `a renamed program is refused for what it is`() async throws {
    let file = try #require(FileHandle(forReadingAtPath: PhotoCleaner.programBesideThisOne))
    let program = [UInt8](try #require(try file.read(upToCount: 4096)))
    await #expect(throws: PhotoCleaner.Fault.notAPhoto(.executable)) {
      try await cleaner.clean(program)
    }
  }

  @Test func `a program behind the first bytes of a JPEG is called broken`() async throws {
    await #expect(throws: PhotoCleaner.Fault.broken) {
      try await cleaner.clean(
        [0xFF, 0xD8, 0xFF] + [UInt8](repeating: 0x7F, count: 5000))
    }
  }

  @Test(arguments: [PhotoFixtures.jpeg, PhotoFixtures.png, PhotoFixtures.webp], [3, 5])
  func `a photo cut off is called broken`(bytes: [UInt8], fifths: Int) async {
    let part = Array(bytes.prefix(bytes.count * fifths / 6 + 20))
    await #expect(throws: PhotoCleaner.Fault.broken) {
      try await cleaner.clean(part)
    }
  }

  @Test func `a small file that would unfold into 900 million pixels is refused`() async {
    #expect(PhotoFixtures.bombPNG.count < 100)
    await #expect(throws: PhotoCleaner.Fault.tooManyPixels) {
      try await cleaner.clean(PhotoFixtures.bombPNG)
    }
  }

  @Test(arguments: [PhotoFixtures.movingPNG, PhotoFixtures.movingWebP])
  func `moving pictures are refused`(bytes: [UInt8]) async {
    await #expect(throws: PhotoCleaner.Fault.moving) {
      try await cleaner.clean(bytes)
    }
  }

  @Test func `a photo over the limit is refused before any work`() async {
    let cleaner = PhotoCleaner(
      program: "/nonexistent", limits: AttachmentLimits(photo: 1000, pdf: 0, video: 0))
    await #expect(throws: PhotoCleaner.Fault.tooBig(bytes: 1166, limit: 1000)) {
      try await cleaner.clean(PhotoFixtures.jpeg)
    }
  }

  @Test func `a missing program is told as such, not as a broken photo`() async {
    await #expect(throws: PhotoCleaner.Fault.unavailable(code: 2)) {
      try await PhotoCleaner(program: "/nonexistent").clean(PhotoFixtures.jpeg)
    }
  }

  @Test func `many at once all come through`() async throws {
    let cleaner = cleaner
    let sizes = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<12 {
        group.addTask {
          try await cleaner.clean(PhotoFixtures.jpeg).bytes.count
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(sizes.count == 12)
    #expect(Set(sizes).count == 1)
  }

  @Test func `more than may wait are turned away`() async {
    let cleaner = PhotoCleaner(width: 1, waiting: 1)
    let turnedAway = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<12 {
        group.addTask {
          do throws(PhotoCleaner.Fault) {
            _ = try await cleaner.clean(PhotoFixtures.jpeg)
            return false
          } catch {
            return error == .busy
          }
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect((1...11).contains(turnedAway))
  }
}

extension PhotoCleaner.Photo {
  fileprivate var size: String { "\(width) × \(height)" }
}
