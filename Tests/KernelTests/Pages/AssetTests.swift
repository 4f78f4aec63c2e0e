import Foundation
import Kernel
import KernelTesting
import Testing

struct AssetTests {
  @Test func `an asset is found by its hash and no other`() throws {
    let style = try #require(Assets.embedded.asset(named: "linli.css"))
    #expect(Assets.embedded.asset(fileName: style.fileName)?.bytes == style.bytes)
    #expect(Assets.embedded.asset(fileName: "linli-0000000000000000.css") == nil)
    #expect(style.contentType == "text/css; charset=utf-8")
    #expect(Asset("a.css", [1]).hash != Asset("a.css", [2]).hash)
  }

  @Test func `the assets in the binary are those in the tree`() {
    let tree = Assets(Assets.assembled { PageTree.bytes("Kernel/Pages/Assets/" + $0) })
    #expect(Assets.embedded.all.map(\.fileName) == tree.all.map(\.fileName))
  }

  @Test func `what is embedded stays under a megabyte`() {
    let folders = PageTree.owners.flatMap {
      ["\($0)/Pages/Assets", "\($0)/Pages/Templates", "\($0)/Words"]
    }
    let total = folders.reduce(0) { sum, folder in
      sum
        + PageTree.names(folder, ending: "").reduce(0) {
          $0 + PageTree.bytes("\(folder)/\($1)").count
        }
    }
    #expect(total > 100_000)
    #expect(total < 1024 * 1024)
  }

  @Test func `scripts and styles call nobody else`() {
    for asset in Assets.embedded.all {
      let text = String(decoding: asset.bytes, as: UTF8.self)
        .replacing("http://www.w3.org/2000/svg", with: "")
      #expect(!text.contains("http://"))
      #expect(!text.contains("https://"))
      #expect(!text.contains("@import"))
    }
  }
}
