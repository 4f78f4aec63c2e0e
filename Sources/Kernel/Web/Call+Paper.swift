extension Call {
  /// A page as one file with its styles inside and without scripts, for a program that prints it.
  ///
  /// It is handed to that program and never served: our own pages have no style of their own.
  public func paper(_ page: Page) throws -> String {
    let html = platform.renderer.render(page, try chrome())
    return Self.standalone(html) { name in
      Assets.embedded.asset(fileName: name).map { String(decoding: $0.bytes, as: UTF8.self) }
    }
  }

  /// `style`: the text of a style sheet by its file name; what is unknown is left out.
  static func standalone(_ html: String, style: (String) -> String?) -> String {
    html.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line -> String? in
      let text = String(line)
      if text.contains("<script") { return nil }
      guard text.contains("rel=\"stylesheet\""), let start = text.firstRange(of: "/assets/"),
        let end = text[start.upperBound...].firstIndex(of: "\"")
      else { return text.contains("<link ") ? nil : text }
      let rest = text[end...].contains("</head>") ? "</head>" : ""
      let open = "<" + "style>"
      return open + (style(String(text[start.upperBound..<end])) ?? "") + "</" + "style>" + rest
    }.joined(separator: "\n")
  }
}
