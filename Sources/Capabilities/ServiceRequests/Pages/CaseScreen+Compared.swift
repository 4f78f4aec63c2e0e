import Casework
import Civics
import Kernel

extension Case {
  /// The title and the words; a title that only repeats how they begin is left out.
  var said: String {
    if title.isEmpty || body.hasPrefix(title) { return body }
    return body.isEmpty ? title : title + "\n" + body
  }
}

extension CaseScreen {
  /// Two cases line by line, each with whether it differs and by how much.
  ///
  /// `table`: up to where two may be one.
  func compared(
    _ own: Case, _ other: Case, by table: DuplicateTable
  ) -> [MergeView.Compared] {
    let near = Int(table.metres(service: own.service, item: own.item))
    let own = (item: own, words: Self.words(of: own))
    let other = (item: other, words: Self.words(of: other))
    let shared = Likeness.percent(own.words, other.words)
    let hours = abs(own.item.submittedAt.milliseconds(since: other.item.submittedAt)) / 3_600_000
    let metres = own.item.place.point.flatMap { here in
      other.item.place.point.map { Int(here.metres(to: $0)) }
    }
    return [
      line(
        "merge.kind", kind(service: own.item.service, item: own.item.item),
        kind(service: other.item.service, item: other.item.item)),
      line(
        "merge.class", text("class." + own.item.classCode), text("class." + other.item.classCode)),
      line(
        "merge.place", place(own.item.place), place(other.item.place),
        verdict: metres.map { text("merge.metres", ["n": String($0)]) },
        isDifferent: metres.map { $0 > near }),
      line(
        "merge.time", Say.when(own.item.submittedAt, now: now, in: language),
        Say.when(other.item.submittedAt, now: now, in: language),
        verdict: text("merge.hours", ["n": String(hours)]), isDifferent: hours > table.days * 24),
      line(
        "merge.words", own.words, other.words, verdict: text("merge.alike", ["n": String(shared)]),
        isDifferent: Double(shared) < table.alike * 100),
      line(
        "merge.followers", String(own.item.supporters), String(other.item.supporters),
        verdict: "", isDifferent: false),
    ]
  }

  private static func words(of item: Case) -> String {
    let text = item.said
    return text.count > 200 ? text.prefix(199) + "…" : text
  }

  private func line(
    _ label: String, _ own: String, _ other: String, verdict: String? = nil,
    isDifferent: Bool? = nil
  ) -> MergeView.Compared {
    let differs = isDifferent ?? (own != other)
    return MergeView.Compared(
      label: text(label), own: own, other: other,
      verdict: verdict ?? text(differs ? "merge.differs" : "merge.same"), isDifferent: differs)
  }

  /// Both on one map, this one as 1.
  func pins(_ own: Case, _ other: Case) -> [MergeView.Pin] {
    let items = [own, other]
    let points = items.compactMap(\.place.point)
    guard points.count == items.count else { return [] }
    return zip(items, points).enumerated().map { index, pair in
      MergeView.Pin(
        latitude: "\(pair.1.latitude)", longitude: "\(pair.1.longitude)",
        name: shortNo(pair.0.no), number: index + 1, path: "/console/cases/\(pair.0.id)")
    }
  }
}
