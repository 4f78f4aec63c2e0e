internal import Kernel

extension CaseSay {
  /// One of the counts on top of a queue; on a desk all that is open is to be done.
  enum Count: String, CaseIterable, Sendable { case open, toDo, new, near, over, done }

  /// Without a number where nothing was counted.
  func count(_ count: Count, _ number: Int?, path: String, isCurrent: Bool)
    -> QueueView.CountFilter
  {
    let (word, tone) =
      switch count {
      case .open: ("queue.count.open", "")
      case .toDo: ("desk.count.to-do", "")
      case .new: ("queue.count.new", "")
      case .near: ("queue.count.near", "nr")
      case .over: ("queue.count.over", "al")
      case .done: ("queue.count.done", "")
      }
    return QueueView.CountFilter(
      path: path, number: number.map { String($0) } ?? "–", label: text(word), tone: tone,
      current: isCurrent)
  }

  enum Sort: String, CaseIterable, Sendable { case left, arrival, grid }

  func sort(_ sort: Sort, path: String, isCurrent: Bool) -> LinkView {
    let word =
      switch sort {
      case .left: "queue.sort.left"
      case .arrival: "queue.sort.arrival"
      case .grid: "queue.sort.grid"
      }
    return LinkView(path: path, label: text(word), current: isCurrent)
  }

  /// "有 3 条新的", leading to the same list looked at anew; the page fills in the number.
  func listening(_ filter: QueueFilter, path: String) -> QueueView.Live {
    listening(query: filter.liveQuery(), path: path)
  }

  func listening(query: String, path: String) -> QueueView.Live {
    QueueView.Live(
      query: query, path: path, one: text("queue.newer.one", ["n": "1"]),
      many: text("queue.newer.other", ["n": "#"]))
  }

  /// Nothing waits: when the next limit is, if anything is still open.
  func queueEmpty(nextLimit: Timestamp?) -> EmptyView {
    EmptyView(
      text: nextLimit.map { text("queue.empty", ["when": Say.due($0, now: now, in: language)]) }
        ?? text("queue.empty.clear"), act: nil)
  }

  /// Nothing matches: what each filter taken away would give.
  func queueFiltered(_ without: [(filter: String, count: Int, path: String)]) -> EmptyView {
    EmptyView(
      text: text("queue.empty.filtered"), act: nil,
      others: without.map {
        LinkView(
          path: $0.path,
          label: text("queue.empty.without", ["filter": $0.filter, "n": String($0.count)]))
      })
  }
}
