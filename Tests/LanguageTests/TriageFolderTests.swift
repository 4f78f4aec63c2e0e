import Foundation
import KernelTesting
import Testing

@testable import Language

struct TriageFolderTests {
  private func kept(_ body: (String) throws -> Void) throws {
    let folder = try ScratchFolder.make() + "/triage"
    try TriageFixtures.model.write(to: folder)
    try body(folder)
  }

  private func fault(_ folder: String) -> TriageFault? {
    do throws(TriageFault) {
      _ = try TriageModel(folder: folder)
      return nil
    } catch { return error }
  }

  @Test func `what was kept answers as what was learned, and training again leaves one model`()
    throws
  {
    try kept { folder in
      try TriageFixtures.model.write(to: folder)
      let read = try TriageModel(folder: folder)
      let message = TriageMessage(subject: "出租车", text: "司机拒载")

      #expect(read.answer(message) == TriageFixtures.model.answer(message))
      #expect(read.packed == TriageFixtures.model.packed)
      let others = TriageModel(
        learning: TriageFixtures.examples, lexicon: TriageLexicon(groups: []))
      try others.write(to: folder)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
      #expect(try TriageModel(folder: folder).packed == others.packed)
    }
  }

  @Test func `a folder that is not there or empty is told`() {
    #expect(fault("/nowhere/triage") == .missing("/nowhere/triage"))
    #expect(fault("/nowhere/triage")?.description.contains("linli triage train") == true)
  }

  @Test(arguments: [
    ("\"version\":2", "\"version\":1", "version 1"),
    ("linli-triage", "linli-trial", "another format"),
    ("{", "", "JSON"), ("\"labels\":[", "\"labels\":[\"交通运输\",", "labels"),
    ("\"groups\":[\"城乡建设\",", "\"groups\":[", "words"),
    ("\"subjectGrams\":", "\"subjectGrams\":9", "do not fit"),
    ("\"subjectGrams\":", "\"subjectGrams\":-", "counts"),
    ("\"weights\":\"", "\"weights\":\"../", "its file"),
    ("\"weights\":\"weights", "\"weights\":\"waits", "is not there"),
  ])
  func `a head that is not right is a sentence`(old: String, new: String, said: String) throws {
    try kept { folder in
      let path = folder + "/model.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let range = try #require(text.range(of: old))
      try text.replacingCharacters(in: range, with: new)
        .write(toFile: path, atomically: true, encoding: .utf8)

      #expect(try #require(fault(folder)).description.contains(said))
    }
  }

  @Test func `numbers that were changed or cut off are a sentence`() throws {
    try kept { folder in
      let name = try #require(
        FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".bin") })
      let path = folder + "/" + name
      var bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
      bytes[bytes.count / 2] ^= 1
      try Data(bytes).write(to: URL(filePath: path))
      #expect(fault(folder) == .weights(folder, "the checksum differs"))
      try Data(bytes.prefix(100)).write(to: URL(filePath: path))
      #expect(fault(folder) == .weights(folder, "the checksum differs"))
    }
  }

  @Test func `a folder that cannot be made is a sentence`() {
    #expect(throws: TriageFault.unwritable("/proc/triage")) {
      try TriageFixtures.model.write(to: "/proc/triage")
    }
  }
}
