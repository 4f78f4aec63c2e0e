import Kernel
import Testing

struct PhotoContentTypeTests {
  struct Sample: Sendable {
    let bytes: [UInt8]
    let type: ContentType

    init(_ bytes: [UInt8], _ type: ContentType) { (self.bytes, self.type) = (bytes, type) }
    init(_ text: String, _ type: ContentType) { self.init(Array(text.utf8), type) }
  }

  static let samples: [Sample] = [
    Sample(PhotoFixtures.jpeg, .jpeg), Sample(PhotoFixtures.png, .png),
    Sample(PhotoFixtures.webp, .webp), Sample("GIF89a", .gif), Sample("%PDF-1.7\n", .pdf),
    Sample("\0\0\0\u{18}ftypisom\0\0\u{2}\0", .mp4),
    Sample("\0\0\0\u{14}ftypqt  \0\0\0\0", .quickTime),
    Sample("\0\0\0\u{18}ftypheic\0\0\0\0", .heif), Sample([0x1A, 0x45, 0xDF, 0xA3, 0], .webm),
    Sample("OggS\0\u{2}", .ogg), Sample("PK\u{3}\u{4}", .zip), Sample([0x1F, 0x8B, 8], .archive),
    Sample("\u{7F}ELF\u{2}\u{1}", .executable), Sample("MZ", .executable),
    Sample("#!/bin/sh\n", .executable), Sample("<html><script>", .unknown),
    Sample("RIFF\0\0\0\0WAVE", .unknown), Sample("RIFF", .unknown), Sample("", .unknown),
    Sample([0xFF], .unknown), Sample([0xFF, 0xD8], .unknown),
  ]

  @Test(arguments: samples)
  func `the first bytes decide`(sample: Sample) {
    #expect(ContentType.sniff(sample.bytes) == sample.type)
  }

  @Test(arguments: [
    (PhotoFixtures.jpeg, 10 << 20), (Array("%PDF-1.7".utf8), 20 << 20),
    (Array("\0\0\0\u{18}ftypisom".utf8), 100 << 20),
  ])
  func `a file may be as large as its kind and not a byte more`(head: [UInt8], limit: Int) throws {
    let limits = AttachmentLimits.standard
    #expect(try limits.checked(head, size: limit) == ContentType.sniff(head))
    #expect(throws: AttachmentLimits.Refusal.tooBig(bytes: limit + 1, limit: limit)) {
      try limits.checked(head, size: limit + 1)
    }
  }

  @Test func `other kinds and empty files are refused`() {
    #expect(throws: AttachmentLimits.Refusal.notAccepted(.executable)) {
      try AttachmentLimits.standard.checked(Array("MZ".utf8), size: 2)
    }
    #expect(throws: AttachmentLimits.Refusal.notAccepted(.zip)) {
      try AttachmentLimits.standard.checked([0x50, 0x4B, 3, 4], size: 4)
    }
    #expect(throws: AttachmentLimits.Refusal.empty) {
      try AttachmentLimits.standard.checked([], size: 0)
    }
  }

  @Test(arguments: [
    (10 << 20, "10"), ((10 << 20) + 1, "10.1"), (12_800_000, "12.3"), (1, "0.1"),
    (100 << 20, "100"),
  ])
  func `megabytes are told rounded up`(bytes: Int, text: String) {
    #expect(AttachmentLimits.megabytes(bytes) == text)
  }
}
