import Kernel

/// What is wrong between the sentences and those who use them.
struct WordRules {
  let words: Words
  let files: [SourceFile]
  let templates: [TemplateSource]

  /// Keys that code and templates put together or look up, from its texts.
  private let literals: Set<String>
  /// Everything a code could be made of: names in code, and texts.
  private let codes: Set<String>
  /// What stands before and after a code: `"service." + code`, `"problem.\(slug).detail"`.
  private let families: [(before: String, after: String)]
  /// Actions of the audit, each of which has a sentence.
  let actions: AuditActions

  init(_ words: Words, files: [SourceFile], templates: [TemplateSource]) {
    self.words = words
    self.files = files
    self.templates = templates
    actions = AuditActions(in: files)
    literals = Set(files.flatMap { file in file.swift.literals.map(\.text) })
    codes = literals.union(
      files.flatMap { file in
        String(decoding: file.swift.code, as: UTF8.self).split {
          !($0.isLetter || $0.isNumber || $0 == "_")
        }.map(String.init)
      })
    families = literals.compactMap { literal in
      if literal.hasSuffix("."), Self.isKey(literal + "x") { return (literal, "") }
      let parts = literal.split(separator: "\\()", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].hasSuffix("."), Self.isKey(parts[0] + "x" + parts[1]) else {
        return nil
      }
      return (String(parts[0]), String(parts[1]))
    }
  }

  /// Plural forms count as one key.
  static func stem(_ key: String) -> String {
    for form in [".one", ".other"] where key.hasSuffix(form) {
      return String(key.dropLast(form.count))
    }
    return key
  }

  /// Keys that one language has and the other has not.
  func unequalKeys() -> [String] {
    let chinese = Set(words.keys(in: .chinese))
    let english = Set(words.keys(in: .english).map { chinese.contains($0) ? $0 : Self.stem($0) })
    return chinese.symmetricDifference(english).sorted() + halfPlurals()
  }

  /// A plural needs both of its forms.
  private func halfPlurals() -> [String] {
    words.keys(in: .english).filter { key in
      let other =
        key.hasSuffix(".one")
        ? Self.stem(key) + ".other" : key.hasSuffix(".other") ? Self.stem(key) + ".one" : key
      return words[key, .chinese] == nil && words[other, .english] == nil
    }
  }

  /// Keys whose sentences ask for different values.
  func unequalPlaceholders() -> [String] {
    words.keys(in: .english).filter { key in
      let chinese = words[key, .chinese] ?? words[Self.stem(key), .chinese] ?? ""
      let english = words[key, .english] ?? ""
      // One is one: English need not say the number.
      let missing = key.hasSuffix(".one") ? ["n"] : []
      let names = Set(Placeholders.names(in: english)).union(missing)
      return names != Set(Placeholders.names(in: chinese)).union(missing)
    }
  }

  /// Keys nobody asks for.
  func unused() -> [String] {
    var used = literals
    for template in templates { used.formUnion(marks(in: template)) }
    for kind in Problem.Kind.all { used.insert(kind.title + ".detail") }
    used.formUnion(actions.codes.map { "deed." + $0 })
    return words.keys(in: .chinese).filter { !used.contains($0) && !isOfFamily($0) }
  }

  private func marks(in template: TemplateSource) -> [String] {
    template.text.split(separator: "[[").dropFirst().compactMap { piece in
      piece.split(separator: "]]", omittingEmptySubsequences: false).first.map(String.init)
    }
  }

  /// Put together from a code and what stands around it, all of which are in the sources.
  private func isOfFamily(_ key: String) -> Bool {
    families.contains { before, after in
      key.count > before.count + after.count && key.hasPrefix(before) && key.hasSuffix(after)
        && codes.contains(String(key.dropFirst(before.count).dropLast(after.count)))
    }
  }

  /// Texts in code that look like keys and have no sentence.
  func missing() -> [String] {
    let owners = Set(words.keys(in: .chinese).compactMap { $0.split(separator: ".").first })
    return files.flatMap { file in
      file.swift.literals.compactMap { literal -> String? in
        guard let first = literal.text.split(separator: ".").first, owners.contains(first),
          Self.isKey(literal.text), !isKnown(literal.text), !Self.otherNames.contains(literal.text)
        else { return nil }
        return "\(file.path):\(literal.line): \(literal.text)"
      }
    } + Problem.Kind.all.flatMap { [$0.title, $0.title + ".detail"] }.filter { !isKnown($0) }
      + actions.codes.map { "deed." + $0 }.filter { !isKnown($0) }.sorted()
  }

  /// What holds a sentence and is named nowhere else: its sentence would never be read.
  ///
  /// As `path: name`.
  func unnamed() -> [String] {
    let said = Set(files.flatMap(Self.saidNames))
    return files.flatMap { file -> [String] in
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
      let names = file.swift.literals.filter { isKnown($0.text) }.flatMap { literal in
        Self.names(around: literal.line - 1, in: lines)
      }
      return Set(names.map(String.init)).subtracting(said).sorted().map { "\(file.path): \($0)" }
    }
  }

  /// Names in code where they are neither declared nor a label: `name:`.
  private static func saidNames(in file: SourceFile) -> [String] {
    let code = file.swift.code
    var names: [String] = []
    var (place, before) = (0, "")
    while place < code.count {
      let start = place
      while place < code.count, SourceFile.isNamePart(code[place]) { place += 1 }
      if place == start {
        place += 1
        continue
      }
      let name = String(decoding: code[start..<place], as: UTF8.self)
      let isLabel = place < code.count && code[place] == UInt8(ascii: ":")
      if !isLabel, !["func", "let", "var"].contains(before) { names.append(name) }
      before = name
    }
    return names
  }

  /// Functions and values in whose body a line is, by how far it is set in.
  private static func names(around index: Int, in lines: [Substring]) -> [Substring] {
    var names: [Substring] = []
    var depth = Int.max
    for line in lines[...index].reversed() {
      let margin = line.prefix { $0 == " " }.count
      guard margin < depth, margin < line.count else { continue }
      depth = margin
      let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
      if let keyword = words.firstIndex(where: { ["func", "let", "var"].contains($0) }),
        words[..<keyword].allSatisfy(levels.contains), keyword + 1 < words.count
      {
        names.append(words[keyword + 1])
      }
    }
    return names
  }

  private static let levels: Set<Substring> = [
    "public", "private", "fileprivate", "internal", "static", "mutating", "nonisolated", "Sendable",
  ]

  private func isKnown(_ key: String) -> Bool {
    words[key, .chinese] != nil && (words[key, .english] ?? words[key + ".other", .english]) != nil
  }

  private static func isKey(_ text: some StringProtocol) -> Bool {
    text.contains(".") && !text.hasSuffix(".")
      && text.utf8.allSatisfy { byte in
        (97...122).contains(byte) || (48...57).contains(byte) || byte == 45 || byte == 46
      }
  }

  /// Permissions, jobs, files and attributes that are called like sentences.
  private static let otherNames: Set<String> = [
    ".keys.json", "acts.js", "border.js", "desk.js", "directory.administer", "identity.accounts",
    "identity.audit",
    "identity.grants", "identity.sweep", "mark.svg",
    "map.css", "map.js",
    "messages.csv", "offline.js", "push.js", "queue.js", "service.name", "voice.js",
  ]

  /// Keys whose Chinese sentence holds a word that the interface guide bans.
  func banned() -> [String] {
    let banned = ["温馨提示", "系统繁忙", "操作失败", "敬请谅解", "赋能", "亲，", "!", "！"]
    return words.keys(in: .chinese).filter { key in
      let sentence = words[key, .chinese] ?? ""
      return banned.contains { sentence.contains($0) }
    }
  }
}
