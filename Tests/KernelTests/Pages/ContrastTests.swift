import Foundation
import KernelTesting
import Testing

/// Contrast of every pair the guide names, computed as WCAG 2.2 does.
struct ContrastTests {
  static let pairs: [(String, String, Double)] = [
    ("ink-1", "paper", 7), ("ink-1", "surface", 7), ("ink-2", "paper", 4.5),
    ("ink-2", "surface", 4.5), ("ink-2", "sunken", 4.5), ("ink-3", "paper", 4.5),
    ("ink-3", "surface", 4.5), ("brand-text", "surface", 4.5), ("brand-text", "brand-soft", 4.5),
    ("brand-text", "brand-tint", 4.5), ("ink-on", "brand", 4.5), ("ink-on", "danger", 4.5),
    ("danger-text", "danger-tint", 4.5), ("danger-text", "danger-soft", 4.5),
    ("warn-text", "warn-tint", 4.5), ("warn-text", "warn-soft", 4.5),
    ("info-text", "info-tint", 4.5), ("ok-text", "ok-tint", 4.5), ("st-new", "st-new-bg", 4.5),
    ("st-assigned", "st-assigned-bg", 4.5), ("st-doing", "st-doing-bg", 4.5),
    ("st-verify", "st-verify-bg", 4.5), ("st-done", "st-done-bg", 4.5),
    ("st-back", "st-back-bg", 4.5), ("st-void", "surface", 4.5), ("deep-btn-text", "deep-btn", 7),
    ("deep-text", "deep", 4.5), ("rail-text", "rail", 4.5), ("line-strong", "surface", 3),
    ("line-strong", "paper", 3), ("paper", "ink-1", 7),
  ]

  static let looks = ["light", "dark", "elder", "elder dark"]

  static func roles(in look: String) -> [String: String] {
    let tokens = PageTree.text("Kernel/Pages/Assets/tokens.css")
    let dark = PageTree.text("Kernel/Pages/Assets/dark.css")
    var roles = roles(tokens, block: ":root{")
    if look.contains("elder") {
      roles.merge(Self.roles(tokens, block: "[data-mode=\"elder\"]{")) { $1 }
    }
    if look.contains("dark") {
      roles.merge(Self.roles(dark, block: "[data-theme=\"dark\"]{")) { $1 }
    }
    if look == "elder dark" {
      roles.merge(Self.roles(dark, block: "[data-theme=\"dark\"][data-mode=\"elder\"]{", end: "}"))
      { $1 }
    }
    return roles
  }

  @Test(arguments: looks)
  func `every pair can be read`(look: String) throws {
    let roles = Self.roles(in: look)
    for (front, ground, least) in Self.pairs {
      let ratio = try Self.contrast(front, ground, roles)
      #expect(ratio >= least, "\(front) on \(ground): \(ratio)")
    }
  }

  /// Rules that set a letter's colour and its ground together, as the sheets say them.
  static let ruled: [(rule: String, front: String, ground: String)] = {
    let sheets = ["components.css", "resident.css", "console.css", "map.css"]
    return sheets.flatMap { sheet in
      PageTree.text("Kernel/Pages/Assets/" + sheet).matches(of: #/([^{}]+)\{([^{}]*)\}/#)
        .compactMap { match -> (rule: String, front: String, ground: String)? in
          guard let front = match.2.firstMatch(of: #/(?:^|;)\s*color:var\(--([a-z0-9-]+)\)/#),
            let ground = match.2.firstMatch(
              of: #/(?:^|;)\s*background:var\(--([a-z0-9-]+)\)(?:;|$)/#)
          else { return nil }
          let rule = String(match.1).trimmingCharacters(in: .whitespacesAndNewlines)
          return ("\(sheet) \(rule)", String(front.1), String(ground.1))
        }
    }
  }()

  @Test(arguments: looks)
  func `every rule with a ground of its own can be read`(look: String) throws {
    #expect(Self.ruled.count > 40)
    let roles = Self.roles(in: look)
    // Marks that carry no letters need three to one (WCAG 1.4.11).
    let marks = ["pinmark", ".duty", ".loc", ".seal", ".tl "]
    for (rule, front, ground) in Self.ruled where ground != "st-void-bg" {
      let ratio = try Self.contrast(front, ground, roles)
      let least = marks.contains { rule.contains($0) } ? 3.0 : 4.5
      #expect(ratio >= least, "\(rule): \(front) on \(ground) is \(ratio)")
    }
  }

  /// Declarations of the first block that starts with `block`.
  static func roles(_ style: String, block: String, end: String = "\n}") -> [String: String] {
    guard let start = style.range(of: block),
      let end = style.range(of: end, range: start.upperBound..<style.endIndex)
    else { return [:] }
    var roles: [String: String] = [:]
    for match in style[start.upperBound..<end.lowerBound].matches(of: #/--([a-z0-9-]+):([^;]+);/#) {
      roles[String(match.1)] = String(match.2).trimmingCharacters(in: .whitespaces)
    }
    return roles
  }

  static func contrast(_ front: String, _ ground: String, _ roles: [String: String]) throws
    -> Double
  {
    let (a, b) = (try luminance(front, roles), try luminance(ground, roles))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private static func luminance(_ role: String, _ roles: [String: String]) throws -> Double {
    var value = try #require(roles[role], "no role \(role)")
    while value.hasPrefix("var(--") {
      value = try #require(roles[String(value.dropFirst(6).dropLast())])
    }
    if value.utf8.count == 4 { value = "#" + value.dropFirst().map { "\($0)\($0)" }.joined() }
    let number = try #require(Int(value.dropFirst(), radix: 16), "\(role): \(value)")
    let parts = [number >> 16 & 255, number >> 8 & 255, number & 255].map { channel -> Double in
      let share = Double(channel) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
