import Foundation
import Testing

@testable import Kernel

/// Parts of a photo that nobody sees again.
struct CoverTests {
  private let cleaner = PhotoCleaner()

  private static func bytes(_ base64: String) -> [UInt8] {
    Array(Data(base64Encoded: base64) ?? Data())
  }

  /// Black and white columns; the two differ in their left halves, which are as bright on the whole.
  private static let one = bytes(
    """
    iVBORw0KGgoAAAANSUhEUgAAAAgAAAAECAIAAAA8r+mnAAAAE0lEQVR42mNgYGD4//8/VpJaEgAP0y/RYKCcywAAAABJ\
    RU5ErkJggg==
    """)
  private static let other = bytes(
    """
    iVBORw0KGgoAAAANSUhEUgAAAAgAAAAECAIAAAA8r+mnAAAAFklEQVR42mP4//8/AwMDhIQzQCT1JABXiy/RH8ECwgAA\
    AABJRU5ErkJggg==
    """)

  @Test func `what differs under a box alone is the same picture afterwards`() async throws {
    let left = try #require(PhotoCleaner.Box(left: 0, top: 0, width: 500, height: 1000))
    let right = try #require(PhotoCleaner.Box(left: 500, top: 0, width: 500, height: 1000))

    #expect(try await cleaner.cover([], in: Self.one) != cleaner.cover([], in: Self.other))
    #expect(try await cleaner.cover([left], in: Self.one) == cleaner.cover([left], in: Self.other))
    #expect(
      try await cleaner.cover([right], in: Self.one) != cleaner.cover([right], in: Self.other))
  }

  @Test func `what lies outside of a photo is no box`() {
    for (left, top, width, height) in [
      (0, 0, 0, 5), (-1, 0, 5, 5), (600, 0, 500, 5), (0, 999, 5, 2), (0, 0, 1001, 5),
    ] {
      #expect(PhotoCleaner.Box(left: left, top: top, width: width, height: height) == nil)
    }
    #expect(PhotoCleaner.Box(left: 0, top: 0, width: 1000, height: 1000) != nil)
  }

  @Test(arguments: [PhotoFixtures.jpeg, PhotoFixtures.webp])
  func `every kind of photo is covered and keeps its kind`(bytes: [UInt8]) async throws {
    let box = try #require(PhotoCleaner.Box(left: 333, top: 333, width: 333, height: 333))
    let photo = try await cleaner.cover([box], in: bytes)
    #expect(photo.type == ContentType.sniff(bytes) && photo.bytes != bytes)
  }
}
