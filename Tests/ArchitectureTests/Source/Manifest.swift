import Foundation

/// What `Package.swift` says each target may link, read from its text.
///
/// The build checks this for the package's own targets only: a product of another package that
/// happens to be built can be imported without being declared.
struct Manifest {
  /// Target to what it declares: names of targets and products.
  private(set) var declared: [String: Set<String>] = [:]
  private var constants: [String: Set<String>] = [:]

  init(_ text: String, capabilities: [String]) {
    let code = String(
      decoding: text.split(separator: "\n").filter {
        !$0.drop { $0 == " " }.hasPrefix("//")
      }.joined(separator: "\n").utf8, as: UTF8.self)
    readConstants(code)
    for kind in [".target(", ".executableTarget(", ".testTarget(", ".systemLibrary("] {
      for call in Self.calls(of: kind, in: code) {
        guard let name = Self.argument("name", of: call) else { continue }
        let list = Self.argument("dependencies", of: call) ?? ""
        // `\(name)` stands in the helper that makes every capability alike.
        for capability in name.contains("name") ? capabilities : [""] {
          let target = Self.word(name).replacing("\\(name)", with: capability)
            .replacing("name", with: capability)
          var found = modules(in: list)
          if list.contains(".target(name: name)") { found.insert(capability) }
          if list.contains("capabilities.map") { found.formUnion(capabilities) }
          declared[target, default: []].formUnion(found)
        }
      }
    }
  }

  /// `let x: Target.Dependency = …` and `let x: [Target.Dependency] = […]`.
  private mutating func readConstants(_ code: String) {
    for piece in code.split(separator: "\nlet ").dropFirst() {
      guard let equals = piece.range(of: " = "),
        piece[..<equals.lowerBound].contains("Target.Dependency")
      else { continue }
      let name = String(piece.prefix { $0 != ":" })
      let end = piece.range(of: "\n\n")?.lowerBound ?? piece.endIndex
      constants[name] = modules(in: String(piece[equals.upperBound..<end]))
    }
  }

  /// Names in a list of dependencies: texts, products and constants.
  private func modules(in list: String) -> Set<String> {
    var found: Set<String> = []
    var rest = list
    for product in Self.calls(of: ".product(", in: list) {
      if let name = Self.argument("name", of: product) { found.insert(Self.word(name)) }
      rest = rest.replacing(product, with: "")
    }
    let texts = rest.split(separator: "\"", omittingEmptySubsequences: false)
    for (index, text) in texts.enumerated() where index % 2 == 1 { found.insert(String(text)) }
    for word in rest.split(whereSeparator: { !$0.isLetter && $0 != "\"" }) {
      found.formUnion(constants[String(word)] ?? [])
    }
    return found
  }

  /// The whole of each such call, to its closing bracket.
  private static func calls(of opening: String, in code: String) -> [String] {
    var calls: [String] = []
    var rest = code[...]
    while let start = rest.range(of: opening) {
      var depth = 1
      let inside = rest[start.upperBound...]
      let end = inside.firstIndex {
        if $0 == "(" { depth += 1 }
        if $0 == ")" { depth -= 1 }
        return depth == 0
      }
      calls.append(opening + inside[..<(end ?? inside.endIndex)])
      rest = inside
    }
    return calls
  }

  /// The text of one argument, up to the comma that ends it.
  private static func argument(_ label: String, of call: String) -> String? {
    guard let start = call.range(of: label + ": ") else { return nil }
    var depth = 0
    let inside = call[start.upperBound...]
    let end = inside.firstIndex {
      if $0 == "[" || $0 == "(" || $0 == "{" { depth += 1 }
      if $0 == "]" || $0 == ")" || $0 == "}" { depth -= 1 }
      return depth == 0 && $0 == ","
    }
    return String(inside[..<(end ?? inside.endIndex)])
  }

  private static func word(_ text: String) -> String {
    String(text.filter { $0 != "\"" }).replacing("\n", with: "").replacing(" ", with: "")
  }
}
