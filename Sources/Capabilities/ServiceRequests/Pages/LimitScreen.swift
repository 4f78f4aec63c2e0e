import Casework
import Civics
internal import Kernel

/// Puts together the list of limits and what a file would make of it.
struct LimitScreen: Sendable {
  private static let mostFaults = 200

  let screen: CaseScreen
  let today: LocalDate

  func list(
    _ versions: [LimitVersion], showing wanted: String?, _ form: Form, _ errors: FormErrors?,
    notice: String? = nil
  ) throws -> LimitsView {
    let tables = try LimitTables.book(versions).tables
    let now = tables.last { $0.from <= today } ?? tables[0]
    let shown = tables.first { $0.from.description == wanted } ?? now
    return LimitsView(
      heading: screen.text("limits.title"),
      versions: tables.reversed().map { table in
        version(table, now: now, isShown: table.version == shown.version)
      },
      rows: shown.classes.map(row),
      formats: ["xlsx", "csv"].map {
        LinkView(
          path: "/limits/export?format=\($0)&from=\(shown.from)",
          label: "." + $0)
      }, errors: errors, notice: notice, name: form.text("name") ?? "",
      from: form.text("from") ?? "")
  }

  private func version(
    _ table: LimitTable, now: LimitTable, isShown: Bool
  ) -> LimitsView.Version {
    let day = table.from.description
    let (label, state) =
      table.from > today
      ? ("limits.version.ahead", "limits.ahead")
      : ("limits.version", table.version == now.version ? "limits.now" : "limits.before")
    return LimitsView.Version(
      label: screen.text(label, ["name": table.version, "from": day]), state: screen.text(state),
      look: "", path: "/limits?from=" + day, isShown: isShown,
      name: table.version, takeBack: table.from > today ? day : nil)
  }

  private func row(_ row: LimitTable.ClassLimit) -> LimitsView.Row {
    LimitsView.Row(
      kind: screen.kind(service: row.service, item: row.item), standard: standard(row.standard),
      condition: row.condition.isEmpty ? screen.text("limits.usual") : row.condition,
      limit: screen.limit(row.limit), closing: row.closing,
      lead: row.unit.map { screen.unitName($0) } ?? "")
  }

  /// The code with the name of its class; what a city added itself has none.
  private func standard(_ code: String?) -> String {
    guard let code else { return "" }
    let name = CodeWords.standardClasses.text(
      String(code.prefix(3)), screen.words, screen.language)
    return name.hasPrefix(code.prefix(3)) ? code : code + " " + name
  }

  func check(_ staged: LimitActions.Staged, _ problem: Problem?) -> LimitsCheckView {
    let (draft, file) = (staged.draft, staged.file)
    let told = problem ?? staged.problem
    let isDone = draft.activatedAt != nil
    return LimitsCheckView(
      id: draft.id, heading: screen.text("limits.check.title", ["name": draft.name]),
      file: draft.fileName,
      summary: screen.text(
        "limits.check.from",
        ["from": draft.from.description, "n": String(draft.records.count)]),
      faults: file.faults.prefix(Self.mostFaults).map { fault in
        LimitsCheckView.Fault(
          line: fault.line == 0 ? "" : String(fault.line),
          column: screen.text("limits.field." + fault.column),
          text: screen.text(fault.message, fault.values))
      }, hasFaults: !file.faults.isEmpty, rows: file.classes.map(row),
      lost: staged.lost.map(row),
      lostNote: staged.lost.isEmpty
        ? nil : screen.words.text("limits.lost", count: staged.lost.count, in: screen.language),
      notice: isDone ? nil : told.flatMap(sentence),
      done: isDone ? screen.text("limits.check.done") : nil,
      canActivate: !isDone && file.faults.isEmpty && staged.problem == nil)
  }

  func sentence(_ problem: Problem) -> String? {
    if let field = problem.fields.first { return screen.text(field.message, field.values) }
    return problem.detail.map { screen.text($0) }
  }
}
