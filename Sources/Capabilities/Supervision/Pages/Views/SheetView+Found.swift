internal import Casework
internal import Kernel

extension SheetView {
  /// As many as a sheet has room for.
  static let mostFound = 5

  /// A request that was found on patrol before anybody reported it: kind, grid, how it stands.
  struct Found: Sendable {
    let text: String
    let state: String
    /// For those who may read the figures' lists.
    let path: String?
    let number: String?
  }
}

extension SheetView.Found {
  init(_ member: WeekMember, linked: Bool, _ say: FigureSay) {
    text = say.kind(member.kind) + " · " + say.area(member.area)
    let now = CaseState(rawValue: member.state)
    let isDone = now == .closed || now?.isAnswered == true
    state = say.text(isDone ? "sv.found.done" : "sv.found.open")
    number = linked ? say.short(member.number) : nil
    path = linked ? "/callbacks/" + member.id : nil
  }

  /// Nil where all are listed.
  static func more(_ n: Int, _ say: FigureSay) -> String? {
    n > 0 ? say.text("sv.found.more", ["n": Say.number(n)]) : nil
  }
}
