import Casework
import Civics
import Kernel

extension CaseScreen {
  /// "10:26 水务公司 开始办理 8 号楼水压低"; `query` is that of the list one is on.
  func feed(_ moves: [RecentMove], query: String = "") -> [QueueView.FeedLine] {
    moves.compactMap { move in
      guard let look = HistoryLook(rawValue: move.move.rawValue) else { return nil }
      return QueueView.FeedLine(
        at: move.at.description,
        time: CityTime.date(of: move.at) == CityTime.date(of: now)
          ? Say.clock(move.at) : Say.when(move.at, now: now, in: language),
        who: deed(move, look),
        text: title(move.title, move.excerpt, service: move.service, item: move.kind),
        path: "/console/cases/\(move.item)" + query)
    }
  }

  private func deed(_ move: RecentMove, _ look: HistoryLook) -> String {
    if move.move == .submit {
      return Self.calls.contains(move.source)
        ? text("intake.source." + move.source.rawValue)
        : text("feed.alone", ["deed": text(look.staffWord)])
    }
    let named = named(move.move, move.data, move.place)
    let who = named ?? unitName(move.leadUnit)
    let alone = text("feed.alone", ["deed": text(look.staffWord, ["who": who])])
    // A sentence that names it needs it no second time.
    guard let by = by(move), !alone.contains(by), let word = look.deedWord else { return alone }
    return by + " " + text(word, ["who": who])
  }

  private static let calls: Set<CaseSource> = [.hotline, .phone, .window]

  /// The unit, never a person; nil for reporters, whom the sentence names, and for the desk itself.
  private func by(_ move: RecentMove) -> String? {
    switch move.role {
    case .reporter, .neighbour, .operator: nil
    case .handler where move.leadUnit != nil && move.move != .escalate: unitName(move.leadUnit)
    default: CodeWords.roles.text(move.role.rawValue, words, language)
    }
  }
}
