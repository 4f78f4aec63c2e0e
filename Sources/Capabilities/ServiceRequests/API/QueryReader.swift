import Casework
import Kernel

/// The filters of a list from a query string; what cannot be one is told, not ignored.
enum QueryReader {
  static func read(_ form: Form) throws -> CaseQuery {
    var query = CaseQuery()
    for state in try split(form, "status") {
      guard let state = CaseState(rawValue: state) else { throw wrong("status") }
      query.states.insert(state)
    }
    query.services = Set(try split(form, "service_code"))
    query.classCodes = Set(try split(form, "class_code"))
    query.text = form.text("q")
    query.unit = form.text("unit")
    if let area = form.text("area") {
      guard area.utf8.count <= 15, Int64(area) != nil else { throw wrong("area") }
      query.area = area
    }
    if let time = form.text("time") {
      guard let time = CaseQuery.TimeLeft(rawValue: time) else { throw wrong("time") }
      query.time = time
    }
    if let sort = form.text("sort") {
      guard let sort = CaseQuery.Sort(rawValue: sort) else { throw wrong("sort") }
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

  private static func split(_ form: Form, _ name: String) throws -> [String] {
    let values = (form.text(name) ?? "").split(separator: ",").map(String.init)
    guard values.count <= 30 else { throw wrong(name) }
    return values
  }

  private static func wrong(_ field: String) -> Problem {
    Problem(field: field, "problem.field-value")
  }
}
