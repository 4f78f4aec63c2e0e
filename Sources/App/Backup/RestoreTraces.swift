import Foundation
import Kernel

/// What a restore makes that was not there before, so that one that fails leaves nothing behind.
///
/// Whatever lay there already stays: files that another backup has in common with it, for instance.
struct RestoreTraces {
  /// Those that were missing, innermost first.
  private let missing: [String]

  init(_ settings: AppSettings, _ site: Site) {
    let folder = settings.dataDirectory
    let files = settings.filesDirectory(of: site)
    missing = [files, folder + "/files", settings.keysPath, folder].filter {
      !FileManager.default.fileExists(atPath: $0)
    }
  }

  /// Nothing to be told when it fails: what is still there is named by the next attempt.
  func remove() {
    for path in missing { try? FileManager.default.removeItem(atPath: path) }
  }
}
