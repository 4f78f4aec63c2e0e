import Casework
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

struct LongListTests {
  /// More finds than the list first looks through: those it shows and those behind them.
  @Test(arguments: Backend.all)
  func `a word that is in very many is listed page by page`(backend: Backend) async throws {
    let town = try await Town(backend)
    let oldest = try await town.submit(.lamp { $0.text = "井盖和路灯" })
    for start in stride(from: 0, to: 1100, by: 50) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in start..<start + 50 {
          group.addTask { _ = try await town.submit(.lamp { $0.text = "第\(number)盏路灯不亮" }) }
        }
        try await group.waitForAll()
      }
    }
    var query = CaseQuery()
    (query.sort, query.limit, query.text) = (.newest, 100, "路灯")

    var seen: [Int64] = []
    repeat {
      let page = try await town.actions.list(query, for: .desk)
      seen += page.items.map(\.ref)
      query.after = page.next
    } while query.after != nil
    query.text = "井盖 路灯"
    let rare = try await town.actions.list(query, for: .desk).items.map(\.id)

    #expect(seen.count == 1101 && seen == seen.sorted(by: >))
    #expect(rare == [oldest])
  }
}
