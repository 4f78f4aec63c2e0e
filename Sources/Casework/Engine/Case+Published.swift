import Civics
import Kernel

extension Case {
  /// Whether neighbours may join it, and learn what kind of matter it is and how it goes.
  var isJoinable: Bool { confidentiality == .open && state.isOpen }

  /// Whether everybody may read it: it was meant to be seen, and somebody here has taken it.
  ///
  /// Before that nobody here has looked at the words; what was refused, taken back or went into
  /// another is nobody's to read.
  public var isShared: Bool {
    confidentiality == .open && state.isRead
  }

  /// As neighbours read it: nobody's name, and no number that leads to a person.
  ///
  /// Of a case that is not theirs to read, those who joined it learn how it goes and what came of
  /// it, not what the reporter wrote.
  var published: Case {
    var item = self
    item.reporter = CaseReporter(isAnonymous: reporter.isAnonymous)
    if isShared {
      item.title = HiddenNumbers.hidden(in: title)
      item.body = HiddenNumbers.hidden(in: body)
      item.place.address = HiddenNumbers.hidden(in: place.address)
      item.place.point = place.point.map(\.blurred)
    } else {
      (item.title, item.body) = ("", "")
      item.place = CasePlace(area: place.area)
    }
    item.resultText = resultText.map(HiddenNumbers.hidden)
    item.details.refusal = details.refusal.map {
      CaseDetails.Refusal(
        ground: $0.ground, channel: $0.channel, reason: HiddenNumbers.hidden(in: $0.reason))
    }
    item.details.parking = details.parking.map {
      CaseDetails.Parking(
        cause: $0.cause, plan: HiddenNumbers.hidden(in: $0.plan), reviewOn: $0.reviewOn)
    }
    item.details.rating = details.rating.map {
      CaseRating(mark: $0.mark, contacted: $0.contacted, words: nil, at: $0.at)
    }
    (item.details.objection, item.details.extensionAsked) = (nil, nil)
    (item.details.resultsBy, item.details.asking) = (nil, nil)
    return item
  }
}

extension Coordinate {
  /// To some ten metres: which lamp it is, and not whose door.
  fileprivate var blurred: Coordinate {
    func rounded(_ degrees: Double) -> Double { (degrees * 10_000).rounded() / 10_000 }
    return Coordinate(
      latitude: rounded(latitude), longitude: rounded(longitude), datum: datum) ?? self
  }
}

extension CaseState {
  /// Somebody here has read it and taken it on.
  var isRead: Bool {
    switch self {
    case .submitted, .refused, .withdrawn, .merged: false
    default: true
    }
  }
}

extension CaseEvent {
  /// As those outside read it: 派单附言 is from office to office, and so is who it was.
  var outward: CaseEvent {
    var event = self
    if move == .dispatch { event.words = nil }
    event.data[Self.post] = nil
    return event
  }

  /// As neighbours read it: the steps, and in words what came of it; the rest was said to the
  /// reporter.
  var published: CaseEvent {
    var event = outward
    event.actor = nil
    if !move.tellsResult { event.words = nil }
    event.words = event.words.map(HiddenNumbers.hidden)
    return event
  }
}

extension CaseListItem {
  /// As neighbours read it; no pictures, since faces and plates are not blurred yet.
  var published: CaseListItem {
    var item = self
    item.photo = nil
    guard confidentiality == .open, state.isRead else {
      (item.title, item.excerpt, item.place) = ("", "", CasePlace(area: place.area))
      return item
    }
    item.title = HiddenNumbers.hidden(in: title)
    item.excerpt = HiddenNumbers.hidden(in: wholeNumbers(of: excerpt))
    item.place.address = HiddenNumbers.hidden(in: place.address)
    item.place.point = place.point.map(\.blurred)
    return item
  }

  /// A number that the end of the excerpt cuts is no longer known for what it is.
  private func wholeNumbers(of excerpt: String) -> String {
    guard excerpt.unicodeScalars.count >= Self.excerptLength else { return excerpt }
    var scalars = excerpt.unicodeScalars
    while let last = scalars.last, HiddenNumbers.isPart(last) { scalars.removeLast() }
    return String(scalars)
  }
}

extension CaseEngine {
  /// Of what was found, the newest that neighbours may see and whose digits they may read.
  ///
  /// The index holds texts as they were written: a number that is blotted out must not be found by
  /// its digits either, few at a time.
  func published(
    _ query: CaseQuery, at now: Timestamp, in db: some Reading
  ) throws -> CaseQuery {
    var query = try CaseList.looked(query, at: now, in: db)
    let wanted = Self.digits(in: query.text ?? "")
    guard case .refs(let refs) = query.found, !refs.isEmpty, !wanted.isEmpty else { return query }
    let rows = try db.rows(
      """
      SELECT ref, title, body, address FROM cases
      WHERE ref IN \(among: refs) AND \(Self.isShared) ORDER BY ref + 0 DESC
      LIMIT \(literal: Self.comparedFinds)
      """)
    query.found = .refs(
      try rows.filter { row in
        let texts: [String] = [
          try row.get("title"), try row.get("body"), try row.get("address"),
        ]
        let shown = FoldedText(texts.map(HiddenNumbers.hidden).joined(separator: "\n"))
        return wanted.allSatisfy(shown.contains)
      }.map { try $0.get("ref") })
    return query
  }

  private static let comparedFinds = 200

  private static func digits(in text: String) -> [String] {
    FoldedText(text).text.unicodeScalars.split { !HiddenNumbers.isDigit($0) }.map(String.init)
  }
}
