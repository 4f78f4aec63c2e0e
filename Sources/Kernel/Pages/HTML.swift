/// Text made safe inside HTML elements and quoted attributes.
public enum HTML {
  public static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { special[Int($0)] }) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static let special: [Bool] = (0..<256).map { [34, 38, 39, 60, 62].contains($0) }
}
