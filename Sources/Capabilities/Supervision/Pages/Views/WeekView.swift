internal import Contracts
internal import Kernel

/// A frozen week at work: figures, meeting, bulletin.
struct WeekView: Sendable {
  let week: String
  let name: String
  let range: String
  let state: String
  let isMissed: Bool
  let frozen: String
  let figures: FiguresView
  let late: [Late]
  let hasLate: Bool
  let items: [Item]
  let hasItems: Bool
  let adding: Adding?
  let editing: Editing?
  let written: [Text]
  let hasWritten: Bool
  let editedAs: String?
  let signedAs: String?
  let canSign: Bool
  /// What whoever signs has read.
  let readVersion: String
  let canPublish: Bool
  let errors: FormErrors?

  struct Late: Sendable {
    let path: String
    let number: String
    let what: String
    let due: String
    let takePath: String
  }

  struct Item: Sendable {
    let id: String
    let matter: String
    let number: String?
    let unit: String
    let due: String
    let measure: String
    let result: String?
    let state: String
    let isLate: Bool
    let isDone: Bool
    let canSettle: Bool
  }

  struct Option: Sendable {
    let value: String
    let label: String
    let chosen: Bool
  }

  struct Adding: Sendable {
    let matter: String
    let units: [Option]
    let dueOn: String
    let earliest: String
    let measure: String
    let number: String
    let request: String
  }

  struct Editing: Sendable {
    let version: String
    let overview: String
    let praise: String
    let urge: String
    let plan: String
  }

  struct Text: Sendable {
    let title: String
    let text: String
  }
}

/// What somebody typed on the page of a week, where it was refused.
struct WeekTyped: Sendable {
  var item: BulletinActions.TypedItem?
  var words: Bulletin.Words?
  var version: Int?
}

extension WeekView {
  init(
    _ whole: FigureActions.WholeWeek, may: (edit: Bool, sign: Bool), actor: String,
    typed: WeekTyped, errors: FormErrors?, casePath: String, _ say: FigureSay
  ) {
    let (frozen, bulletin) = (whole.frozen, whole.bulletin)
    let today = CityTime.date(of: say.now)
    week = frozen.week.description
    (name, range, state) = (say.number(frozen.week), say.range(frozen.week), say.state(bulletin))
    isMissed = bulletin.isMissed
    self.frozen = say.text(
      "sv.frozen", ["when": Say.due(frozen.frozenAt, now: say.now, in: say.language)])
    figures = FiguresView(
      frozen.figures, frozen.formula, since: frozen.formulaOn, before: whole.previous?.figures,
      span: .frozen(frozen.week), say)
    late = whole.late.map { stuck in
      let number = stuck.member.number
      return Late(
        path: casePath + stuck.member.id, number: say.short(number),
        what: [
          say.kind(stuck.member.kind), say.area(stuck.member.area), say.unit(stuck.member.unit),
        ]
        .joined(separator: " · "),
        due: stuck.dueAt.map { Say.due($0, now: say.now, in: say.language) } ?? "",
        takePath: "/supervision/weeks/\(frozen.week)?take=" + stuck.member.id + "&number=" + number
          + "&unit=" + URLEncoded.encode(stuck.member.unit) + "#matter")
    }
    hasLate = !late.isEmpty
    let isDraft = bulletin.state == .draft
    items = whole.items.map { Self.item($0, today, canSettle: isDraft && may.edit, say) }
    hasItems = !items.isEmpty
    adding =
      isDraft && may.edit
      ? Self.adding(typed.item, today, say) : nil
    let words = typed.words ?? bulletin.words
    editing =
      isDraft && may.edit
      ? Editing(
        version: String(typed.version ?? bulletin.version),
        // The summary of Monday: what the figures say, to be written on.
        overview: words.overview.isEmpty && typed.words == nil
          ? SheetView.summary(frozen.figures, say) : words.overview,
        praise: words.praise, urge: words.urge, plan: words.plan) : nil
    written = bulletin.words.all.filter { !$0.text.isEmpty }.map {
      Text(title: say.text("sv.words." + $0.field), text: $0.text)
    }
    hasWritten = !written.isEmpty
    (editedAs, signedAs) = (bulletin.editedAs, bulletin.signedAs)
    readVersion = String(bulletin.version)
    canSign =
      isDraft && may.sign && !bulletin.words.overview.isEmpty && !bulletin.editors.contains(actor)
    canPublish = bulletin.state == .signed && may.sign
    self.errors = errors
  }

  static func item(
    _ promise: Promise, _ today: LocalDate, canSettle: Bool, _ say: FigureSay
  ) -> Item {
    let isDone = promise.doneOn != nil
    let state =
      isDone
      ? say.text(promise.isLate(on: today) ? "sv.item.done-late" : "sv.item.done")
      : say.text(promise.isLate(on: today) ? "sv.item.late" : "sv.item.open")
    return Item(
      id: promise.id, matter: promise.matter, number: promise.number.map(say.short),
      unit: say.unit(promise.unit), due: Say.date(promise.dueOn, now: say.now, in: say.language),
      measure: promise.measure, result: promise.result, state: state,
      isLate: promise.isLate(on: today), isDone: isDone, canSettle: canSettle && !isDone)
  }

  private static func adding(
    _ typed: BulletinActions.TypedItem?, _ today: LocalDate, _ say: FigureSay
  ) -> Adding {
    Adding(
      matter: typed?.matter ?? "",
      units: say.plan.units.map {
        Option(value: $0.code, label: $0.name(in: say.language), chosen: $0.code == typed?.unit)
      }, dueOn: typed?.dueOn ?? today.adding(days: 7).description, earliest: today.description,
      measure: typed?.measure ?? "", number: typed?.number ?? "", request: typed?.request ?? "")
  }
}
