/// Turns a template as written into a plain mustache template in one language.
///
/// Three things are settled before the program serves its first page:
/// `[[some.key]]` becomes the sentence, its `{n}` placeholders become `{{n}}`;
/// `[[asset:linli.css]]` becomes the address of the asset with its hash, to follow `{{prefix}}`;
/// `[[i:camera]]` or `[[i:camera s]]` becomes the icon's markup.
struct TemplateText {
  let words: Words
  let language: Language
  let assets: Assets

  /// The mustache text, and the keys that have no sentence.
  func prepared(_ source: String) -> (text: String, missing: [String]) {
    var missing: [String] = []
    let text = Self.replaceMarks(in: Self.trimmed(source)) { mark in
      if mark.hasPrefix("i:") { return Self.icon(mark.dropFirst(2)) }
      if mark.hasPrefix("asset:") {
        let name = String(mark.dropFirst(6))
        if let path = assets.path(of: name) { return path }
        missing.append(mark)
        return mark
      }
      guard let sentence = words[mark, language] else {
        missing.append(mark)
        return mark
      }
      return Placeholders.replace(HTML.escaped(sentence)) { "{{\($0)}}" }
    }
    return (text, missing)
  }

  /// Keys, icons and assets a template names, as written between the brackets.
  static func marks(in source: String) -> [String] {
    var marks: [String] = []
    _ = replaceMarks(in: source) {
      marks.append($0)
      return ""
    }
    return marks
  }

  /// Lines without their indentation: smaller pages, and mustache would repeat a partial's
  /// indentation on every line at run time.
  private static func trimmed(_ source: String) -> String {
    source.split(separator: "\n", omittingEmptySubsequences: true)
      .map { $0.drop { $0 == " " || $0 == "\t" } }
      .filter { !$0.isEmpty }
      .joined(separator: "\n") + "\n"
  }

  private static func replaceMarks(in source: String, _ answer: (String) -> String) -> String {
    var result = ""
    var rest = source[...]
    while let open = rest.firstRange(of: "[["),
      let close = rest[open.upperBound...].firstRange(of: "]]")
    {
      result += rest[..<open.lowerBound]
      result += answer(String(rest[open.upperBound..<close.lowerBound]))
      rest = rest[close.upperBound...]
    }
    return result + rest
  }

  private static func icon(_ mark: Substring) -> String {
    let parts = mark.split(separator: " ")
    let classes = (["i"] + parts.dropFirst().map(String.init)).joined(separator: " ")
    let use = "<use href=\"#i-\(parts.first ?? "")\"/>"
    return "<svg class=\"\(classes)\" aria-hidden=\"true\">\(use)</svg>"
  }
}
