import Casework
import Contracts
import Hummingbird
import Kernel

/// The queue on paper.
extension StaffRoutes {
  /// As many as one look brings; longer lists are exported.
  private static let mostPrinted = 200

  @Sendable func ledger(_ call: Call) async throws -> Response {
    let screen = try await screen(call)
    let asked = QueryReader.forgiving(try call.query())
    let filter = try QueueFilter(asked.form, at: call.now)
    var query = filter.query
    (query.limit, query.after) = (Self.mostPrinted, nil)
    let queue = try await actions.queue(
      query, counting: filter.isNarrowed ? .cube : .everything, for: call.viewer)
    let page = queue.page
    let all =
      queue.cube.flatMap { filter.total($0) } ?? queue.counts.flatMap { filter.total(of: $0) }
    let chosen = QueueScreen(screen, filter, cube: nil, counts: nil).chips.map(\.label)
    let kept = QueueFilter.kept(asked.form)
    let view = LedgerView(
      heading: screen.text("queue.list"),
      filters: [
        chosen.isEmpty ? screen.text("ledger.all") : chosen.joined(separator: " · "),
        screen.left(out: asked.dropped),
      ].compactMap(\.self).joined(separator: " · "),
      rows: page.items.enumerated().map { screen.ledgerRow($1, number: $0 + 1) },
      empty: page.items.isEmpty ? screen.text("queue.empty.filtered") : nil,
      total: screen.total(printed: page.items.count, isMore: page.next != nil, of: all),
      printed: screen.text(
        "ledger.printed",
        [
          "who": call.viewer.post(in: call.language) ?? "",
          "when": Say.due(call.now, now: call.now, in: call.language),
        ]),
      back: "/console" + (kept.isEmpty ? "" : "?" + kept))
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }
}

extension CaseScreen {
  /// "共 60 件", or "前 200 件，共 4,424 件"; `all` is nil where nobody counted.
  func total(printed: Int, isMore: Bool, of all: Int?) -> String {
    guard isMore else { return words.text("mine.total", count: printed, in: language) }
    guard let all else { return text("ledger.more", ["n": Say.number(printed)]) }
    return text("ledger.first", ["n": Say.number(printed), "all": Say.number(all)])
  }

  func ledgerRow(_ item: CaseListItem, number: Int) -> LedgerView.Row {
    let left = item.dueAt.map { due in
      [Say.due(due, now: now, in: language), Say.left(until: due, now: now, in: language)]
        .joined(separator: " · ")
    }
    let isOpen = item.state.isOpen && item.state != .parked
    return LedgerView.Row(
      row: String(number), number: shortNo(item.no),
      title: title(item.title, item.excerpt, service: item.service, item: item.item),
      place: [kind(service: item.service, item: item.item), place(item.place)]
        .filter { !$0.isEmpty }.joined(separator: " · "),
      state: chip(item.state, forResident: false).word,
      unit: item.leadUnit.map { unitName($0) } ?? item.level.map { level($0) } ?? "",
      filed: Say.when(item.submittedAt, now: now, in: language), due: isOpen ? left ?? "" : "")
  }
}
