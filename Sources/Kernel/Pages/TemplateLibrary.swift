import Mustache

/// Every template compiled once for each language, so that no sentence is looked up while a page
/// is written.
public struct TemplateLibrary: Sendable {
  private let compiled: [Language: MustacheLibrary]
  /// Keys and assets that templates name and nobody provides, as `language template: key`.
  public let missing: [String]
  /// Names of the fields that people write in, as far as templates say them.
  let writtenFields: Set<String>

  /// Throws when a template cannot be parsed or two owners use one name.
  public init(
    _ sources: [TemplateSource], words: Words, assets: Assets
  ) throws(PageSourceError) {
    var compiled: [Language: MustacheLibrary] = [:]
    var missing: [String] = []
    var faults: [String] = []
    for language in Language.allCases {
      let prepare = TemplateText(words: words, language: language, assets: assets)
      var templates: [String: MustacheTemplate] = [:]
      for source in sources {
        let (text, absent) = prepare.prepared(source.text)
        missing += absent.map { "\(language.tag) \(source.name): \($0)" }
        do {
          let old = templates.updateValue(try MustacheTemplate(string: text), forKey: source.name)
          if old != nil { faults.append("\(source.name): two templates have this name") }
        } catch {
          faults.append("\(source.name): \(error)")
        }
      }
      compiled[language] = MustacheLibrary(templates: templates)
    }
    guard faults.isEmpty else { throw PageSourceError(faults: faults) }
    self.compiled = compiled
    self.missing = missing
    writtenFields = Set(sources.flatMap { Self.writtenFields(in: $0.text) })
  }

  private static func writtenFields(in markup: String) -> [String] {
    markup.split(separator: "<").filter { $0.hasPrefix("input") || $0.hasPrefix("textarea") }
      .compactMap { tag in
        let type = tag.firstMatch(of: #/^[^>]* type="([^"]*)"/#)?.1 ?? "text"
        guard ["text", "search", "tel", "email", "number", "url"].contains(type) else { return nil }
        return tag.firstMatch(of: #/^[^>]* name="([a-z0-9_]+)"/#).map { String($0.1) }
      }
  }

  /// The template filled from `node`; empty when nobody has a template of that name.
  func render(_ name: String, _ node: ViewNode, in language: Language) -> String {
    compiled[language]?.render(node, withTemplate: name) ?? ""
  }

  public func contains(_ name: String) -> Bool {
    compiled[.chinese]?.getTemplate(named: name) != nil
  }
}
