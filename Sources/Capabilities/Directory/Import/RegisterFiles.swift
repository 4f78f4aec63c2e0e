public import Kernel

/// Registers as files for the command line: the same checks and the same action as the pages.
public struct RegisterFiles: Sendable {
  /// Names of the registers, in the order of the pages.
  public static var registers: [String] { Register.allCases.map(\.rawValue) }
  /// `xlsx`, `csv` (UTF-8 with its mark), `utf8`, `gb18030`.
  public static var formats: [String] { RegisterSheet.Format.allCases.map(\.rawValue) }

  let actions: RegisterActions
  let program: WorkbookProgram
  let words: Words

  static let viewer = Viewer(person: nil, client: "operator")

  /// What a file did, or why it did nothing.
  public struct Report: Sendable {
    /// For the person at the keyboard.
    public let lines: [String]
    /// There were faults, and nothing was changed.
    public let isRefused: Bool
  }

  /// What holds today; throws `Problem(.notFound)` for a register or format that is none.
  public func export(
    _ register: String, as format: String, in language: Language
  ) async throws -> [UInt8] {
    guard let register = Register(rawValue: register),
      let format = RegisterSheet.Format(rawValue: format)
    else { throw Problem(.notFound) }
    let today = CityTime.date(of: actions.database.world.now())
    return try await RegisterSheet(program: program, labels: ColumnLabels(words: words)).bytes(
      try await actions.all(register).filter { $0.holds(on: today) }, of: register, as: format,
      in: language)
  }

  /// Checks a file and, unless it is only to be checked, puts it in force as one action.
  ///
  /// `isComplete`: what is not in the file ends today.
  public func bring(
    _ bytes: [UInt8], named name: String, isComplete: Bool, onlyChecked: Bool,
    in language: Language
  ) async throws -> Report {
    let say = RegisterSay(words: words, language: language, now: actions.database.world.now())
    let labels = ColumnLabels(words: words)
    let table: ImportTable
    do {
      table = try ImportTable(
        try await SheetReader(program: program).records(of: bytes), labels: labels.known,
        choices: labels.choices)
    } catch let fault as SheetReader.Fault {
      return refused(fault.problem, say)
    } catch let fault as ImportTable.Fault {
      return refused(fault.problem { say.field($0) }, say)
    }
    let id = try await actions.stage(
      table, named: name, isComplete: isComplete, by: Self.viewer, key: nil)
    let plan = try await actions.staged(id, for: Self.viewer).plan
    let faults = (plan.faults + plan.warnings).map { fault in
      (fault.line == 0 ? "" : say.text("directory.plan.at", ["n": String(fault.line)]) + ", ")
        + say.field(fault.column) + ": " + say.text(fault.message, fault.values)
    }
    let counts = ImportPlan.Effect.allCases.map { effect in
      "\(plan.count(effect)) " + say.text("directory.effect." + effect.rawValue)
    }
    let summary = say.register(plan.register) + ": " + counts.joined(separator: ", ")
    guard plan.faults.isEmpty else {
      return Report(
        lines: faults + [summary, say.text("directory.plan.faulty")], isRefused: true)
    }
    if !onlyChecked, !plan.works.isEmpty {
      _ = try await actions.apply(
        id, fingerprint: plan.fingerprint, by: Self.viewer, key: nil)
    }
    return Report(lines: faults + [summary], isRefused: false)
  }

  private func refused(_ problem: Problem, _ say: RegisterSay) -> Report {
    Report(
      lines: problem.fields.map { say.text($0.message, $0.values) }, isRefused: true)
  }
}
