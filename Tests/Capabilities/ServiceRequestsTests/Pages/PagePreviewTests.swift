import FoundationEssentials
import Kernel
import Testing

@testable import ServiceRequests

struct PagePreviewTests {
  /// Writes every sample in every mode for looking at, when `LINLI_PREVIEW` names a folder.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["LINLI_PREVIEW"] != nil))
  func `samples are written for looking at`() throws {
    let folder = URL(filePath: ProcessInfo.processInfo.environment["LINLI_PREVIEW"] ?? "")
    let bench = try PageBench()
    try FileManager.default.createDirectory(
      at: folder.appending(path: "assets"), withIntermediateDirectories: true)
    for asset in bench.renderer.assets.all {
      try Data(asset.bytes).write(to: folder.appending(path: "assets/" + asset.fileName))
    }
    for sample in PageSample.all {
      for (mode, preferences) in Self.modes {
        let html = bench.render(sample, preferences)
        try Data(html.utf8).write(to: folder.appending(path: "\(sample.name).\(mode).html"))
      }
    }
  }

  static let modes: [(String, Preferences)] = [
    ("zh", Preferences()), ("en", Preferences(language: .english)),
    ("elder", Preferences(mode: .elder)), ("dark", Preferences(theme: .dark)),
  ]
}
