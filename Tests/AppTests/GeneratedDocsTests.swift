import Kernel
import KernelTesting
import Testing

@testable import App

/// Documents made from the code; `LINLI_GOLDEN=write` makes them anew.
struct GeneratedDocsTests {
  @Test func `docs/routes is what linli routes prints`() async throws {
    let open = try await DemoCityTests.open(.sqlite)

    let lines = try open.routeLines().map { $0 + "\n" }.joined()

    #expect(Golden.difference(lines, from: "routes.txt", in: "docs") == nil)
  }

  @Test func `docs/problems lists every kind in both languages`() throws {
    let words = try PageBench.shared().renderer.words

    let text = ProblemCatalogue.markdown(words)

    #expect(Golden.difference(text, from: "problems.md", in: "docs") == nil)
    #expect(text.matches(of: #/## `\/problems\//#).count == Problem.Kind.all.count)
    #expect(!text.contains("problem."))
  }
}
