import Casework
import Kernel

/// The filters of a list from a query string; what cannot be one is told, not ignored.
enum QueryReader {
  /// Characters of a search.
  static let mostSought = 200

  /// Reads the query string of a list in one of the orders `sorts`.
  ///
  /// Throws `Problem(.invalid)` naming the parameter.
  static func read(
    _ form: Form, catalogue: ServiceCatalogue = .shipped,
    sorts: [CaseQuery.Sort] = CaseQuery.Sort.allCases
  ) throws -> CaseQuery {
    var query = CaseQuery()
    for state in try split(form, "status") {
      guard let state = CaseState(rawValue: state) else { throw wrong("status") }
      query.states.insert(state)
    }
    query.services = Set(try split(form, "service_code"))
    guard query.services.allSatisfy({ catalogue.service($0) != nil }) else {
      throw wrong("service_code")
    }
    query.classCodes = Set(try split(form, "class_code"))
    guard query.classCodes.isSubset(of: ServiceCatalogue.classes) else { throw wrong("class_code") }
    if let found = form.text("found") {
      guard found == "patrol" else { throw wrong("found") }
      query.proactiveOnly = true
    }
    if let season = form.text("season_code") {
      guard season.utf8.count <= 64, season.utf8.allSatisfy({ (97...122).contains($0) || $0 == 95 })
      else { throw wrong("season_code") }
      query.season = season
    }
    query.text = form.text("q")
    guard query.text?.unicodeScalars.count ?? 0 <= mostSought else { throw wrong("q") }
    query.unit = form.text("unit")
    if let area = form.text("area") {
      guard area.utf8.count <= 15, area.utf8.allSatisfy({ (48...57).contains($0) }) else {
        throw wrong("area")
      }
      query.area = area
    }
    if let time = form.text("time") {
      guard let time = CaseQuery.TimeLeft(rawValue: time) else { throw wrong("time") }
      query.time = time
    }
    if let sort = form.text("sort") {
      guard let sort = CaseQuery.Sort(rawValue: sort), sorts.contains(sort) else {
        throw wrong("sort")
      }
      query.sort = sort
    }
    if let after = form.text("after") {
      guard let cursor = CaseCursor(after) else { throw wrong("after") }
      query.after = cursor
    }
    if let limit = form.text("limit") {
      guard let limit = Int(limit), (1...200).contains(limit) else { throw wrong("limit") }
      query.limit = limit
    }
    return query
  }

  /// The query string of a page's list without what cannot be read, and the names of that: an old or
  /// a cut link still leads to a list, which then says what it is not.
  static func forgiving(_ form: Form) -> (form: Form, dropped: [String]) {
    var (known, dropped) = (form, [String]())
    while let name = fault(in: known), !dropped.contains(name) {
      dropped.append(name)
      known = Form(values: known.values.filter { $0.key != name })
    }
    return (known, dropped)
  }

  private static func fault(in form: Form) -> String? {
    do { _ = try read(form) } catch { return (error as? Problem)?.fields.first?.field }
    return nil
  }

  /// As `read` for programs, which are told what a browser's form is forgiven: empty and repeated
  /// parameters, and a cursor from a list in another order.
  static func readExactly(
    _ form: Form, sorts: [CaseQuery.Sort] = CaseQuery.Sort.allCases
  ) throws -> CaseQuery {
    for name in ["status", "service_code", "class_code"] {
      let parts = try one(form, name)?.split(separator: ",", omittingEmptySubsequences: false)
      guard parts?.contains("") != true else { throw wrong(name) }
    }
    for name in ["area", "time", "found", "season_code", "sort", "after", "limit"] {
      guard try one(form, name) != "" else { throw wrong(name) }
    }
    _ = try (one(form, "q"), one(form, "unit"))
    let query = try read(form, sorts: sorts)
    guard query.after?.fits(query.sort) ?? true else { throw wrong("after") }
    return query
  }

  /// As it came, if it came once.
  private static func one(_ form: Form, _ name: String) throws -> String? {
    let values = form.all(name)
    guard values.count <= 1 else { throw wrong(name) }
    guard let value = values.first else { return nil }
    guard value == value.trimmed || name == "q" || name == "unit" else { throw wrong(name) }
    return value
  }

  private static func split(_ form: Form, _ name: String) throws -> [String] {
    let values = (form.text(name) ?? "").split(separator: ",").map(String.init)
    guard values.count <= 30 else { throw wrong(name) }
    return values
  }

  private static func wrong(_ field: String) -> Problem {
    Problem(field: field, "problem.field-value")
  }
}
