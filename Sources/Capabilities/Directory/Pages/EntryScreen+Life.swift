internal import Contracts
internal import Kernel

/// How long a line holds, who answers for it, and what became of it so far.
extension EntryScreen {
  private var today: LocalDate { CityTime.date(of: say.now) }

  func ends(_ entry: Entry) -> String? {
    entry.endedOn.map { day in
      say.text(
        day <= today ? "directory.ended-on" : "directory.ends-on", ["day": say.date(day)])
    }
  }

  func end(_ entry: Entry, _ posted: Posted?) -> EntryView.End? {
    guard entry.endedOn == nil else { return nil }
    let count = people.count
    return EntryView.End(
      action: Self.path(entry) + "/end", title: say.text("directory.end." + register.rawValue),
      hint: say.text(
        register == .holidays ? "directory.end.hint.holidays" : "directory.end.hint"),
      day: posted?.end ?? today.description, today: today.description,
      error: posted?.end == nil ? nil : posted?.errors?.on["ended"],
      warning: count == 0 ? nil : say.text("directory.end.people", ["n": String(count)]))
  }

  func revival(_ entry: Entry) -> EntryView.Revival? {
    guard entry.endedOn != nil else { return nil }
    return EntryView.Revival(
      action: Self.path(entry) + "/end", text: say.text("directory.revive.hint"))
  }

  var people: [EntryView.Person] {
    var seen: Set<String> = []
    return (opened?.posts ?? []).filter { seen.insert($0.person.rawValue).inserted }.map {
      EntryView.Person(name: $0.name, post: $0.post)
    }
  }

  var history: [EntryView.Past] {
    (opened?.changes ?? []).enumerated().map { index, change in
      let who = opened?.names[change.actor] ?? say.text("directory.operator")
      return EntryView.Past(
        icon: Self.icon(change.deed), look: index == 0 ? "now" : "ok",
        title: say.text("directory.deed." + change.deed.rawValue),
        time: Say.due(change.at, now: say.now, in: say.language), at: Say.moment(change.at),
        who: change.isImported ? say.text("directory.by-file", ["who": who]) : who,
        changes: change.before == nil
          ? [] : change.after.differences(from: change.before).map(say.change))
    }
  }

  private static func icon(_ deed: EntryChange.Deed) -> String {
    switch deed {
    case .created: "plus"
    case .changed: "pen"
    case .ended: "slash-c"
    case .revived: "sync"
    }
  }
}
