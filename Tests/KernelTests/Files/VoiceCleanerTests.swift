import KernelTesting
import Testing

@testable import Kernel

/// Recordings keep their sound and lose everything that says who, where and when.
struct VoiceCleanerTests {
  private func cleaned(_ bytes: [UInt8]) throws -> [UInt8] { try VoiceCleaner().clean(bytes) }

  private func fault(_ bytes: [UInt8]) -> VoiceCleaner.Fault? {
    do {
      _ = try VoiceCleaner().clean(bytes)
      return nil
    } catch {
      return error
    }
  }

  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.map { $0 < 128 ? $0 : 63 }, as: UTF8.self)
  }

  private static let place = Array(SpokenNotes.place.utf8)

  /// Boxes that cameras and phones write, and one that nobody knows.
  @Test(arguments: ["udta", "meta", "uuid", "XtrX"])
  func `of an MP4 only the sound stays`(name: String) throws {
    let inside = SpokenNotes.box(name, SpokenNotes.box("©xyz", Self.place))
    let note = SpokenNotes.mp4(moov: inside, end: SpokenNotes.box(name, Self.place))

    let clean = try cleaned(note)

    #expect(text(note).contains("39.9042") && text(note).contains("My phone"))
    #expect(!text(clean).contains("39.9042") && !text(clean).contains("My phone"))
    #expect(!text(clean).contains(name) && text(clean).contains("esds"))
    // Nothing moved: the tables of offsets stay right.
    #expect(clean.count == note.count)
    #expect(text(clean).contains("mdat"))
    #expect(try cleaned(clean) == clean)
  }

  @Test func `when it was recorded goes, how long it is stays`() throws {
    let clean = try cleaned(SpokenNotes.mp4(seconds: 2))

    #expect(!contains(clean, [1, 2, 3, 4, 5, 6, 7, 8]))
    #expect(contains(clean, [0, 0, 0x07, 0xD0]))
  }

  @Test func `of a WebM only the sound stays`() throws {
    let tags = SpokenNotes.element([0x12, 0x54, 0xC3, 0x67], Self.place)
    let files = SpokenNotes.element([0x19, 0x41, 0xA4, 0x69], Self.place)
    let name = SpokenNotes.element([0x53, 0x6E], Self.place)
    let note = SpokenNotes.webm(extra: tags + files, track: name)

    let clean = try cleaned(note)

    #expect(text(note).contains("39.9042") && text(note).contains("MyPhone"))
    #expect(!text(clean).contains("39.9042") && !text(clean).contains("MyPhone"))
    #expect(!text(clean).contains("Browser") && clean.count == note.count)
    #expect(contains(clean, [0x80, 4, 5, 6]) && text(clean).contains("A_OPUS"))
    #expect(try cleaned(clean) == clean)
  }

  /// Comments of a few letters, and of more than one page holds.
  @Test(arguments: [0, 100_000])
  func `an Ogg loses its comments, and its pages are counted anew`(more: Int) throws {
    let comment = Self.place + [UInt8](repeating: 65, count: more)
    let note = SpokenNotes.ogg(comment: comment)

    let clean = try cleaned(note)

    #expect(text(note).contains("39.9042") && !text(clean).contains("39.9042"))
    #expect(clean.count < 200 && clean.suffix(4) == [1, 2, 3, 4])
    #expect(clean.filter { $0 == UInt8(ascii: "O") }.count == 5)
    #expect(try cleaned(clean) == clean)
    // The third page is number 2, with its own checksum.
    let third = clean.count - 4 - 28
    #expect(clean[third + 18] == 2)
    var page = Array(clean[third...])
    let sum = page[22..<26].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    for index in 22..<26 { page[index] = 0 }
    #expect(OggVoice.checksum(page) == sum)
  }

  /// The published check value of this polynomial, most significant bit first, from zero.
  @Test func `the checksum is the one of RFC 3533`() {
    #expect(OggVoice.checksum(Array("123456789".utf8)) == 0x89A1_897F)
  }

  @Test func `films are told from voices`() {
    #expect(fault(SpokenNotes.mp4(handler: "vide")) == .isFilm)
    #expect(fault(SpokenNotes.webm(isFilm: true)) == .isFilm)
    #expect(fault(SpokenNotes.webm(track: SpokenNotes.element([0xE0], [0]))) == .isFilm)
    #expect(fault(SpokenNotes.ogg(secondStream: true)) == .isFilm)
  }

  @Test func `a minute is taken, and what a browser takes to stop`() {
    #expect(fault(SpokenNotes.mp4(seconds: 65)) == nil)
    #expect(fault(SpokenNotes.mp4(seconds: 66)) == .tooLong(seconds: 66))
    #expect(fault(SpokenNotes.ogg(seconds: 65)) == nil)
    #expect(fault(SpokenNotes.ogg(seconds: 66)) == .tooLong(seconds: 66))
    let long = VoiceCleaner(mostSeconds: 20)
    #expect(throws: Never.self) { try long.clean(SpokenNotes.webm(milliseconds: 20_000)) }
    #expect(throws: VoiceCleaner.Fault.tooLong(seconds: 21)) {
      try long.clean(SpokenNotes.webm(milliseconds: 20_001))
    }
  }

  /// Cut or changed anywhere, it is refused or cleaned, and never more than that.
  @Test func `broken ones do no harm`() {
    var generator = SeededGenerator(seed: 10)
    for note in [
      SpokenNotes.mp4(), SpokenNotes.webm(), SpokenNotes.ogg(comment: Self.place),
    ] {
      for count in 0..<note.count { _ = fault(Array(note.prefix(count))) }
      for _ in 0..<5_000 {
        var broken = note
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          broken[Int.random(in: 0..<broken.count, using: &generator)] =
            UInt8.random(in: 0...255, using: &generator)
        }
        _ = fault(broken)
      }
    }
    #expect(fault([]) == .notAVoice && fault(Array("OggS".utf8)) == .notAVoice)
    #expect(fault([0x1A, 0x45, 0xDF, 0xA3] + Array(0..<200)) == .notAVoice)
  }

  private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: part) }
  }
}
