public import Foundation
public import Kernel

/// The sources of the pages as they stand in the tree the tests were built from.
public enum PageTree {
  /// The package's folder.
  public static let root: URL = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    return folder
  }()

  /// Folders of all owners, below `Sources`.
  public static let owners: [String] = {
    let path = root.path + "/Sources/Capabilities"
    let capabilities = try? FileManager.default.contentsOfDirectory(atPath: path)
    return ["Kernel"] + (capabilities ?? []).sorted().map { "Capabilities/" + $0 }
  }()

  public static func bytes(_ path: String) -> [UInt8] {
    FileManager.default.contents(atPath: root.path + "/Sources/" + path).map { [UInt8]($0) } ?? []
  }

  public static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

  /// Names of the files in a folder below `Sources`, sorted.
  public static func names(_ folder: String, ending: String) -> [String] {
    let all = try? FileManager.default.contentsOfDirectory(atPath: root.path + "/Sources/" + folder)
    return (all ?? []).filter { $0.hasSuffix(ending) }
      .sorted { $0.dropLast(ending.count) < $1.dropLast(ending.count) }
  }

  public static func templates(of owner: String) -> [TemplateSource] {
    let folder = owner + "/Pages/Templates"
    return names(folder, ending: ".mustache").map {
      TemplateSource(String($0.dropLast(9)), bytes(folder + "/" + $0))
    }
  }

  /// The owner's word files; empty for an owner that has none yet.
  public static func words(of owner: String) -> [WordFile] {
    let folder = owner + "/Words"
    return Language.allCases.flatMap { language in
      names(folder, ending: language.rawValue + ".json").map {
        WordFile(owner: owner, language: language, bytes: bytes(folder + "/" + $0))
      }
    }
  }

  /// Every Swift file below `Sources`, as one text each.
  public static func swift() -> [String] {
    let files = FileManager.default.enumerator(atPath: root.path + "/Sources")
    return (files?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }
      .map { text($0) }
  }
}
