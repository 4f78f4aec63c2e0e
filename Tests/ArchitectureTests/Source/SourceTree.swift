import Foundation
import KernelTesting

/// The files of the package as they stand in the tree the tests were built from.
enum SourceTree {
  /// Swift files below `Sources`.
  static let product = swift(below: "Sources")
  /// Swift files that work while the product is built.
  static let plugins = swift(below: "Plugins")
  /// Swift files below `Tests`.
  static let tests = swift(below: "Tests")

  static let capabilities = names(in: "Sources/Capabilities")

  static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: PageTree.root.path + "/" + path).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  static func names(in folder: String) -> [String] {
    let path = PageTree.root.path + "/" + folder
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// Paths from the package's folder, sorted.
  static func paths(below folder: String, ending: String) -> [String] {
    let files = FileManager.default.enumerator(atPath: PageTree.root.path + "/" + folder)
    return (files?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(ending) }.sorted()
      .map { folder + "/" + $0 }
  }

  private static func swift(below folder: String) -> [SourceFile] {
    paths(below: folder, ending: ".swift").compactMap { path in
      text(path).map { SourceFile(path, $0) }
    }
  }
}

/// One rule of the house: what it has to say about a file.
struct HouseRule: Sendable {
  /// Each as `line: what is wrong`.
  let faults: @Sendable (SourceFile) -> [String]

  init(_ faults: @escaping @Sendable (SourceFile) -> [String]) { self.faults = faults }

  /// What is wrong in the whole of `files`, with the path in front.
  func faults(in files: [SourceFile]) -> [String] {
    files.flatMap { file in faults(file).map { "\(file.path):\($0)" } }
  }
}
