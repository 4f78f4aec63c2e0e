import Casework
public import Kernel

/// Writes the site's requests for a data officer to hand over, page by page in constant memory.
public struct RequestExport: Sendable {
  public enum Format: String, Sendable, CaseIterable {
    /// RFC 4180 in UTF-8; cells that a spreadsheet would run are neutralised.
    case csv
    /// One JSON object a line, without empty fields.
    case jsonl
  }

  /// What is asked for.
  public struct Wish: Sendable {
    public var format = Format.csv
    /// Days in the city by filing time, both included.
    public var from: LocalDate?
    public var to: LocalDate?
    /// Codes of types or kinds; empty for all.
    public var types: Set<String> = []
    /// Restricted cases too: they leave only where a law says so.
    public var withRestricted = false
    /// Titles, descriptions, replies, addresses and points.
    public var withTexts = true
    /// Names of types and kinds.
    public var language = Language.chinese
    /// The byte order mark, by which Excel knows UTF-8.
    public var forExcel = false

    public init() {}
  }

  /// A code in the wish that no request can have.
  public struct UnknownType: Error, Hashable, CustomStringConvertible {
    public let code: String
    let known: [String]
    public var description: String {
      "There is no type “\(code)”. Types are: \(known.joined(separator: ", ")); kinds such as street_light too."
    }
  }

  /// Rows that are in memory at once.
  static let pageSize = 500

  let actions: ServiceRequestActions
  let words: Words
  var pageSize = Self.pageSize

  /// Writes head and rows through `write` and answers how many rows; `progress` hears of each page.
  ///
  /// The audit says that there was an export before the first byte leaves, and when it cannot,
  /// none does. What is filed meanwhile is left for the next time.
  /// - Throws: `UnknownType`, `StoreError`, or what `write` throws.
  public func run(
    _ wish: Wish, write: (String) throws -> Void,
    progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> Int {
    let (database, engine) = (actions.database, actions.engine)
    let extract = try extract(wish)
    let size = try await database.read { try engine.size(of: extract, in: $0) }
    try await database.write { tx in
      try tx.audit(
        AuditEntry(
          actor: "operator", action: "service_requests.exported", subject: "service_requests",
          detail: wish.codes(rows: size.count)))
    }
    // Of this export alone, so that two exports cannot be joined by it.
    let secret = database.world.randomBytes(32)
    try write(wish.head)
    var (done, last) = (0, Int64(0))
    let limit = pageSize
    while true {
      let after = last
      let page = try await database.read { db in
        try engine.page(of: extract, size, after: after, limit: limit, in: db)
      }
      guard let end = page.last else { return done }
      var text = ""
      for item in page { text += try line(of: item, wish, secret) }
      try write(text)
      (done, last) = (done + page.count, end.ref)
      progress(done, Int(size.count))
    }
  }

  private func extract(_ wish: Wish) throws -> CaseExtract {
    let catalogue = actions.catalogue
    for code in wish.types.sorted()
    where catalogue.service(code) == nil && catalogue.item(code) == nil {
      throw UnknownType(code: code, known: catalogue.services.map(\.code))
    }
    var extract = CaseExtract()
    extract.from = wish.from.map { CityTime.instant($0) }
    extract.before = wish.to.map { CityTime.instant($0.adding(days: 1)) }
    extract.services = wish.types
    extract.withRestricted = wish.withRestricted
    return extract
  }

  func line(of item: Case, _ wish: Wish, _ secret: [UInt8]) throws -> String {
    let row = ExportedRequest(
      item, pseudonym: pseudonym(of: item.reporter, secret), withTexts: wish.withTexts,
      names: { words.text($0, in: wish.language) })
    switch wish.format {
    case .csv: return CSV.line(ExportedRequest.columns.map { $0.cell(row) })
    case .jsonl: return try JSONText.encode(row) + "\n"
    }
  }

  /// The same person has the same one throughout a file; who wanted to be nobody has none, or
  /// their other reports would say who it was.
  private func pseudonym(of reporter: CaseReporter, _ secret: [UInt8]) -> String? {
    guard let person = reporter.person, !reporter.isAnonymous else { return nil }
    return "r" + Hex.encode(HMAC.sha256(person.rawValue, key: secret)).prefix(16)
  }
}

extension RequestExport.Wish {
  var head: String {
    guard format == .csv else { return "" }
    return (forExcel ? "\u{FEFF}" : "") + CSV.line(ExportedRequest.columns.map(\.name))
  }

  /// For the audit: codes, dates and counts only.
  fileprivate func codes(rows: Int64) -> String {
    var parts = ["format=\(format.rawValue)", "rows=\(rows)"]
    if let from { parts.append("from=\(from)") }
    if let to { parts.append("to=\(to)") }
    if !types.isEmpty { parts.append("types=" + types.sorted().joined(separator: ",")) }
    if withRestricted { parts.append("restricted") }
    if !withTexts { parts.append("without_texts") }
    return parts.joined(separator: " ")
  }
}
