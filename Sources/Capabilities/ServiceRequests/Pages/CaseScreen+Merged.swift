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

  /// Those that were merged into this one.
  func parts(_ dossier: CaseDossier, below path: String) -> [LinkView] {
    dossier.links.filter { !$0.isTarget }.map {
      LinkView(path: path + $0.id.rawValue, label: shortNo($0.no))
    }
  }
}
