import App
import Foundation
import KernelTesting
import Testing

@testable import Kernel

/// An applied step never changes: `docs/schema/migrations.txt` keeps its checksum.
///
/// `LINLI_GOLDEN=write` adds new steps. A line that no longer fits is never rewritten by it: what
/// was released is not edited, and what was not yet has its line taken out by hand.
struct MigrationTests {
  static let path = "docs/schema/migrations.txt"

  /// `owner/name checksum`, in the order they are applied.
  static func lines(of sets: [MigrationSet]) -> [String] {
    sets.flatMap { set in
      set.migrations.map { migration in
        let step = MigrationStep(set.owner, migration)
        return "\(step.key) \(step.checksum)"
      }
    }
  }

  static func faults(recorded: [String], now: [String]) -> [String] {
    func steps(_ lines: [String]) -> [String: String] {
      Dictionary(
        lines.map { line in
          let words = line.split(separator: " ").map(String.init)
          return (words[0], words.last ?? "")
        }
      ) { _, last in last }
    }
    let (old, new) = (steps(recorded), steps(now))
    return old.compactMap { step, checksum -> String? in
      guard let found = new[step] else { return "\(step) is gone" }
      return found == checksum ? nil : "\(step) was changed"
    }.sorted()
      + now.filter { old[String($0.prefix { $0 != " " })] == nil }.map { "not recorded: \($0)" }
  }

  @Test func `every step is recorded, and none was changed since`() async throws {
    let now = Self.lines(of: try await WholeSite.open(.sqlite).city.migrations)
    let text = SourceTree.text(Self.path) ?? ""
    var recorded = text.split(separator: "\n").map(String.init)

    if ProcessInfo.processInfo.environment["LINLI_GOLDEN"] == "write" {
      recorded += Self.faults(recorded: recorded, now: now).compactMap {
        $0.hasPrefix("not recorded: ") ? String($0.dropFirst(14)) : nil
      }
      let bytes = Data((recorded.joined(separator: "\n") + "\n").utf8)
      try bytes.write(to: URL(fileURLWithPath: PageTree.root.path + "/" + Self.path))
    }

    #expect(Self.faults(recorded: recorded, now: now) == [])
  }

  @Test func `a changed, lost or new step is seen`() {
    let recorded = ["a/001 11", "a/002 22"]

    #expect(Self.faults(recorded: recorded, now: recorded) == [])
    #expect(
      Self.faults(recorded: recorded, now: ["a/001 12", "a/002 22"]) == ["a/001 was changed"])
    #expect(Self.faults(recorded: recorded, now: ["a/001 11"]) == ["a/002 is gone"])
    #expect(
      Self.faults(recorded: recorded, now: recorded + ["b/001 33"]) == ["not recorded: b/001 33"])
  }

  @Test func `an edit of one letter or blank gives another checksum`() {
    func line(_ sql: SQL) -> [String] {
      Self.lines(of: [MigrationSet(owner: "a", [Migration("001", sql)])])
    }

    #expect(line("CREATE TABLE a (b TEXT)") != line("CREATE TABLE a (c TEXT)"))
    #expect(line("CREATE TABLE a (b TEXT)") != line("CREATE TABLE a  (b TEXT)"))
    #expect(line("CREATE TABLE a (b TEXT)") == line("CREATE TABLE a (b TEXT)"))
  }

  /// Numbers and purpose in the name, in order, so that nobody asks which comes first.
  @Test func `steps are numbered in order`() async throws {
    for set in try await WholeSite.open(.sqlite).city.migrations {
      for (index, migration) in set.migrations.enumerated() {
        let number = "00\(index + 1)".suffix(3)
        #expect(migration.name.hasPrefix(number + "_"), "\(set.owner)/\(migration.name)")
      }
    }
  }
}
