internal import Casework
internal import Kernel

extension CaseSay {
  /// A draft's photo, from 1.
  func photoLabel(_ number: Int) -> String {
    text("report.photos.label", ["n": String(number)])
  }

  /// "路灯类一般 2 小时内接单，接单后 …"; each already said in the limit's own unit.
  func promise(kind: String, accept: String, dispatch: String, done: String) -> String {
    text(
      "report.promise", ["kind": kind, "accept": accept, "dispatch": dispatch, "done": done])
  }

  /// Such as "已转给 11 网格".
  func routed(to who: String) -> String { text("received.routed", ["who": who]) }

  /// What comes next after filing: taken up, given to who handles it, done, your word.
  func next(_ promised: PromisedTimes?) -> [ReceivedView.Next] {
    [
      ReceivedView.Next(
        look: "now", icon: "half-c",
        title: promised.map { before($0.accept) } ?? text("step.accept"),
        text: text("received.next.accept")),
      ReceivedView.Next(
        look: "todo", icon: "right",
        title: promised.map { before($0.dispatch) } ?? text("step.dispatch"),
        text: text("received.next.dispatch")),
      ReceivedView.Next(
        look: "todo", icon: "clock", title: promised.map { before($0.done) } ?? text("step.work"),
        text: text("received.next.done")),
      ReceivedView.Next(
        look: "todo", icon: "star", title: text("step.rate"), text: text("received.next.rate")),
    ]
  }

  /// Such as "共 3 件 · 1 件等您评".
  func mine(_ count: Int, toRate: Int) -> String {
    let total = words.text("mine.total", count: count, in: language)
    guard toRate > 0 else { return total }
    return total + " · " + words.text("mine.to-rate", count: toRate, in: language)
  }

  var mineEmpty: EmptyView {
    EmptyView(
      text: text("mine.empty"), act: LinkView(path: "/report", label: text("nav.report")))
  }
}
