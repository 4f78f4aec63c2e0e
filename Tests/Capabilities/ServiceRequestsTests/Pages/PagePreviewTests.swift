import Foundation
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

struct PagePreviewTests {
  /// Writes every sample in every mode for looking at, when `LINLI_PREVIEW` names a folder.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["LINLI_PREVIEW"] != nil))
  func `samples are written for looking at`() throws {
    let bench = try PageBench.shared()
    for sample in PageSample.all {
      for (mode, preferences) in Self.modes {
        let html = sample.html(bench, preferences)
        try Golden.preview(html, "\(sample.name).\(mode)")
      }
    }
  }

  static let modes: [(String, Preferences)] = [
    ("zh", Preferences()), ("en", Preferences(language: .english)),
    ("elder", Preferences(mode: .elder)), ("dark", Preferences(theme: .dark)),
  ]
}
