import FoundationEssentials

/// Every sentence people read, by key, in every language.
///
/// A sentence may hold named placeholders such as `{n}`. A missing key shows itself, so that no
/// page ever fails over a sentence; tests find the gaps.
public struct Words: Sendable {
  private let sentences: [Language: [String: String]]

  /// Reads the files; throws when one is no flat object or two owners claim a key.
  public init(_ files: [WordFile]) throws(PageSourceError) {
    var all: [Language: [String: String]] = [:]
    var faults: [String] = []
    for file in files {
      guard let read = Self.read(file.bytes) else {
        faults.append("\(file.owner).\(file.language.tag): not a flat object of sentences")
        continue
      }
      for (key, sentence) in read
      where all[file.language, default: [:]].updateValue(sentence, forKey: key) != nil {
        faults.append("\(file.owner).\(file.language.tag): \(key) is already taken")
      }
    }
    guard faults.isEmpty else { throw PageSourceError(faults: faults.sorted()) }
    sentences = all
  }

  /// The sentence with its placeholders filled; the key itself when there is none.
  public func text(
    _ key: String, _ values: [String: String] = [:], in language: Language
  ) -> String {
    guard let sentence = self[key, language] else { return key }
    guard !values.isEmpty else { return sentence }
    return Placeholders.fill(sentence, with: values, spaced: language == .chinese)
  }

  /// The sentence for a number, with `{n}` filled: `key.one` or `key.other` in English, else `key`.
  public func text(
    _ key: String, count: Int, _ values: [String: String] = [:], in language: Language
  ) -> String {
    let form = count == 1 ? key + ".one" : key + ".other"
    let found = self[form, language] == nil ? key : form
    return text(found, values.merging(["n": String(count)]) { given, _ in given }, in: language)
  }

  public subscript(key: String, language: Language) -> String? { sentences[language]?[key] }

  /// Keys that have a sentence in `language`, sorted.
  public func keys(in language: Language) -> [String] {
    (sentences[language] ?? [:]).keys.sorted()
  }

  private static func read(_ bytes: [UInt8]) -> [String: String]? {
    try? JSONDecoder().decode([String: String].self, from: Data(bytes))
  }
}
