import Casework
import Civics
import Kernel

extension CaseScreen {
  /// The way to the case that this one was merged into.
  func into(_ dossier: CaseDossier, below path: String) -> LinkView? {
    dossier.links.first(where: \.isTarget).map { into($0.id, $0.no, below: path) }
  }

  /// The same for a row of a list.
  func into(_ item: CaseListItem, _ numbers: [Identifier<Case>: CaseNumber]) -> LinkView? {
    guard item.state == .merged, let id = item.duplicateOf, let no = numbers[id] else { return nil }
    return into(id, no, below: "/cases/")
  }

  private func into(_ id: Identifier<Case>, _ no: CaseNumber, below path: String) -> LinkView {
    LinkView(path: path + id.rawValue, label: text("case.into", ["no": shortNo(no)]))
  }

  /// Those that were merged into this one, as staff read them: the number, how far away, and when.
  func parts(_ dossier: CaseDossier, below path: String) -> [LinkView] {
    dossier.links.filter { !$0.isTarget }.map { link in
      let away = away(from: dossier.item.place, link.address, link.point)
      let when = Say.when(link.submittedAt, now: now, in: language)
      return LinkView(
        path: path + link.id.rawValue,
        label: [shortNo(link.no), away, when].compactMap(\.self).joined(separator: " · "))
    }
  }

  /// "30 米" or "同一地址"; nil where neither is known.
  func away(from place: CasePlace, _ address: String, _ point: Coordinate?) -> String? {
    if let here = place.point, let point {
      return text("merge.metres", ["n": String(Int(here.metres(to: point)))])
    }
    return address.isEmpty || address != place.address ? nil : text("merge.same-address")
  }
}
