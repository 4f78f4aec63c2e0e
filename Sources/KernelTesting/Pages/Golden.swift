import Foundation

/// Files that say what a page should be; rewritten with `LINLI_GOLDEN=write` and read as code.
public enum Golden {
  /// Nil when `text` is what the file says; otherwise the first line that differs.
  public static func difference(_ text: String, from name: String, in folder: String) -> String? {
    let path = PageTree.root.path + "/" + folder + "/" + name
    if ProcessInfo.processInfo.environment["LINLI_GOLDEN"] == "write" {
      let done = FileManager.default.createFile(atPath: path, contents: Data(text.utf8))
      return done ? nil : "\(name) cannot be written"
    }
    guard let stored = FileManager.default.contents(atPath: path) else {
      return "\(name) is missing: run with LINLI_GOLDEN=write"
    }
    let wanted = String(decoding: stored, as: UTF8.self)
    guard wanted != text else { return nil }
    let lines = zip(
      wanted.split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false))
    for (number, (old, new)) in lines.enumerated() where old != new {
      return "\(name):\(number + 1)\n- \(old)\n+ \(new)"
    }
    return "\(name): one is longer than the other"
  }

  /// Writes the page as `name.html` into the folder `LINLI_PREVIEW` names, for looking at.
  public static func preview(_ html: String, _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["LINLI_PREVIEW"] else { return }
    try Data(html.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).html"))
  }

  /// The page without what changes with every touch of a style or an icon.
  public static func settled(_ html: String) -> String {
    var text = html.replacing(#/-[0-9a-f]{16}\./#, with: "-HASH.")
    text = text.replacing(#/<svg xmlns="[^"]*" class="sprite".*?</svg>/#, with: "<!--icons-->")
    return text
  }
}
