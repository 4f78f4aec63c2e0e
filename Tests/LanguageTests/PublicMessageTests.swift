import Foundation
import Testing

@testable import Language

/// On the real messages, where `LINLI_PUBLIC_DATA` names their folder.
struct PublicMessageTests {
  /// The file in the folder that is named, or in the one within.
  static let file: String? = {
    guard let root = ProcessInfo.processInfo.environment["LINLI_PUBLIC_DATA"] else { return nil }
    return ["", "/public-messages"].map { root + $0 + "/messages_labelled.csv" }
      .first { FileManager.default.fileExists(atPath: $0) }
  }()

  /// The floor is below the lowest of the single parts that were measured (docs/adr/0026).
  @Test(.enabled(if: file != nil, "set LINLI_PUBLIC_DATA to the folder with messages_labelled.csv"))
  func `one part of the labelled messages is told by the others`() throws {
    let file = try #require(Self.file)
    let data = try #require(FileManager.default.contents(atPath: file))
    let table = TriageTable([UInt8](data), for: .learning)
    #expect(table.faults == [])
    #expect(table.examples.count > 900)

    let trial = TriageTrial(table.examples, folds: 3, only: 1)

    #expect(trial.macroF1 > 0.82)
  }
}
