import Casework
import Civics
import Foundation
import KernelTesting
import Testing

/// What docs/rules.md §5 says of the shipped limits is what ships.
struct LimitSentenceTests {
  private func words(_ limit: Limit) -> String {
    let unit = limit.unit.rawValue.replacing("_", with: " ")
    return "\(limit.amount) " + (limit.amount == 1 ? String(unit.dropLast()) : unit)
  }

  @Test func `the levels' limits are those of the table`() throws {
    let path = PageTree.root.path + "/docs/rules.md"
    let file = try #require(FileManager.default.contents(atPath: path))
    let text = String(decoding: file, as: UTF8.self).replacing("\n", with: " ")
    let levels = CaseLevel.allCases.map {
      "\($0.rawValue) \(words(LimitTable.shipped.levels[$0]))"
    }

    #expect(text.contains("limit of its own: " + levels.joined(separator: ", ") + " ("))
  }
}
