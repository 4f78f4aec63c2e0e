import Foundation
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

struct PagePreviewTests {
  /// Writes every sample in every mode for looking at, when `LINLI_PREVIEW` names a folder.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["LINLI_PREVIEW"] != nil))
  func `samples are written for looking at`() throws {
    let folder = ProcessInfo.processInfo.environment["LINLI_PREVIEW"] ?? ""
    let bench = try PageBench.shared()
    for sample in PageSample.all {
      for (mode, preferences) in Self.modes {
        let html = sample.html(bench, preferences)
        let path = "\(folder)/\(sample.name).\(mode).html"
        try Data(html.utf8).write(to: URL(fileURLWithPath: path))
      }
    }
  }

  static let modes: [(String, Preferences)] = [
    ("zh", Preferences()), ("en", Preferences(language: .english)),
    ("elder", Preferences(mode: .elder)), ("dark", Preferences(theme: .dark)),
  ]
}
