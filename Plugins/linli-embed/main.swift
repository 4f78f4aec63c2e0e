import Foundation

// linli-embed OUTPUT FILE…: writes one Swift file that holds the bytes of the others.
//
// Texts stand in it as string literals. SwiftPM's `embedInCode` writes a list of numbers, and the
// compiler took 50 seconds for the kernel's alone: docs/adr/0014.

/// What a file is called in Swift: `case-words.mustache` is `case_words_mustache`.
func name(_ file: URL) -> String {
  String(file.lastPathComponent.map { $0.isLetter || $0.isNumber ? $0 : "_" })
}

/// Every scalar as itself but those that end or change a literal.
func literal(_ text: String) -> String {
  var literal = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": literal += "\\\(scalar)"
    case _ where scalar.value < 0x20 || scalar.properties.generalCategory == .format:
      literal += "\\u{\(String(scalar.value, radix: 16))}"
    default: literal.unicodeScalars.append(scalar)
    }
  }
  return literal + "\""
}

let arguments = CommandLine.arguments.dropFirst().map { URL(filePath: $0) }
guard let output = arguments.first else {
  print("usage: linli-embed OUTPUT FILE…")
  exit(64)
}

var lines = ["enum PackageResources {"]
for file in arguments.dropFirst() {
  let bytes = try Data(contentsOf: file)
  // Not every sequence of bytes is text: pictures stay numbers.
  let text = String(validating: bytes, as: UTF8.self)
  let value = text.map { "Array(\(literal($0)).utf8)" } ?? "\(Array(bytes))"
  lines.append("  static let \(name(file)): [UInt8] = \(value)")
}
try Data((lines + ["}", ""]).joined(separator: "\n").utf8).write(to: output)
