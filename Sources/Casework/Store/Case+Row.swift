import Civics
import Kernel

extension CasePlace {
  /// The column that near search reads.
  var cell: String? { point.map { GeoCell($0).rawValue } }
}

extension Timestamp {
  /// Nil for the stored stand-in of "nothing runs".
  var unlessNever: Timestamp? { self == CaseStore.never ? nil : self }
}

extension Case {
  /// From the columns of `CaseStore.columns`.
  init(_ row: Row) throws {
    let details: String = try row.get("details")
    self.init(
      id: try row.get("id"), ref: try row.get("ref"), no: try row.number("no"),
      kind: try row.get("kind"), requestKind: try row.get("request_kind"),
      source: try row.get("source"), title: try row.get("title"), body: try row.get("body"),
      classCode: try row.get("class_code"), service: try row.get("service"),
      item: try row.get("item"), urgency: try row.get("urgency"),
      place: CasePlace(
        area: try row.get("area"), address: try row.get("address"), point: try row.point()),
      reporter: CaseReporter(
        person: try row.get("reporter"), contactMasked: try row.get("contact_masked"),
        isAnonymous: try row.get("is_anonymous"),
        hidesFromHandler: try row.get("hides_from_handler")),
      duplicateOf: try row.get("duplicate_of"), supporters: try row.get("supporters"),
      leadUnit: try row.get("lead_unit"), level: try row.get("level"),
      state: try row.get("state"), version: try row.get("version"),
      confidentiality: try row.get("confidentiality"), outcome: try row.get("outcome"),
      resultText: try row.get("result_text"), isImported: try row.get("is_imported"),
      submittedAt: try row.get("submitted_at"), stateSince: try row.get("state_since"),
      closedAt: try row.get("closed_at"),
      dueAt: try row.get("due_at", as: Timestamp.self).unlessNever,
      warnAt: try row.get("warn_at", as: Timestamp.self).unlessNever,
      needsReview: try row.get("needs_review"),
      details: details == "{}"
        ? CaseDetails() : try JSONText.decode(CaseDetails.self, from: details),
      season: try row.season(), parent: try row.get("parent"))
  }
}

extension Row {
  func number(_ column: String) throws -> CaseNumber {
    let text: String = try get(column)
    guard let number = CaseNumber(rawValue: text) else {
      throw StoreError.other("column \(column) holds no case number")
    }
    return number
  }

  /// From the columns `season` and `season_on`.
  func season() throws -> CaseSeason? {
    guard let code: String = try get("season"), let dueOn: LocalDate = try get("season_on") else {
      return nil
    }
    return CaseSeason(code: code, dueOn: dueOn)
  }

  func point() throws -> Coordinate? {
    guard let latitude: Double = try get("latitude"), let longitude: Double = try get("longitude")
    else { return nil }
    return Coordinate(latitude: latitude, longitude: longitude)
  }
}
