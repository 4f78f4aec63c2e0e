import Contracts
import Kernel

/// What a file would change, or why it cannot be taken: decided anew before it is done.
struct ImportPlan: Sendable, Hashable {
  enum Effect: String, Sendable, CaseIterable { case created, changed, ended, revived, same }

  struct Step: Sendable, Hashable {
    /// Nil for what ends because the file does not have it.
    let line: Int?
    let effect: Effect
    let before: Entry?
    let after: Entry
  }

  /// Where, what and why; the line of the file, and the column's key.
  struct Fault: Sendable, Hashable {
    let line: Int
    let column: String
    let message: String
    let values: [String: String]
  }

  let register: Register
  private(set) var steps: [Step] = []
  private(set) var faults: [Fault] = []
  /// Overlaps that whoever confirms the file confirms as well.
  private(set) var warnings: [Fault] = []

  var works: [Step] { steps.filter { $0.effect != .same } }

  func count(_ effect: Effect) -> Int { steps.count { $0.effect == effect } }

  /// Changes with everything that the plan would do, to whatever version of what.
  var fingerprint: String {
    let text = works.map { step in
      "\(step.after.code) \(step.before?.version ?? 0) \(step.effect.rawValue) "
        + step.after.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
          separator: "\u{1F}") + (step.after.endedOn?.description ?? "")
    }.joined(separator: "\u{1E}")
    return Hex.encode(SHA256.hash(text))
  }

  /// - Parameters:
  ///   - table: the file.
  ///   - isComplete: whether what is not in the file ends.
  ///   - current: every line of every register, ended ones too.
  ///   - region: the district's six digits.
  ///   - today: the day from which what ends no longer holds.
  ///   - topics: what rules may be about.
  init(
    _ table: ImportTable, isComplete: Bool, current: [Entry], region: String, today: LocalDate,
    topics: [CityPlan.Topic] = []
  ) {
    register = table.register
    let stored = Dictionary(
      current.filter { $0.register == table.register }.map { ($0.code, $0) },
      uniquingKeysWith: { first, _ in first })
    let rows = typed(table, stored)
    let before = Surroundings(region: region, current, on: today, topics: topics)
    let named = Set(rows.map(\.code))
    let gone = isComplete ? before.all(register).filter { !named.contains($0.code) } : []
    var around = before
    for entry in gone { around.take(entry) }
    for row in rows {
      let entry = Entry(register, row.code, row.values, endedOn: row.ends)
      if entry.holds(on: today) { around.put(entry) } else { around.take(entry) }
    }
    for row in rows { check(row, stored[row.code], &around, today) }
    for entry in gone {
      var after = entry
      after.endedOn = today
      steps.append(Step(line: nil, effect: .ended, before: entry, after: after))
    }
    checkEnds(around)
    checkOverlaps(around)
  }

  private struct Row {
    let line: Int
    let code: String
    let values: [String: String]
    let ends: LocalDate?
  }

  /// Rows whose code is one and stands once; a column that the file lacks stays as it is.
  private mutating func typed(_ table: ImportTable, _ stored: [String: Entry]) -> [Row] {
    var lines: [String: Int] = [:]
    return table.lines.compactMap { line -> Row? in
      let typed = line.values[register.codeKey] ?? ""
      guard let code = EntryCheck.code(register, typed) else {
        let outcome = EntryCheck.check(
          register, line.values,
          in: Surroundings(region: "", [], on: LocalDate(dayNumber: 0)))
        tell(outcome.faults.filter { $0.field == register.codeKey }, line.line)
        return nil
      }
      if let first = lines.updateValue(line.line, forKey: code) {
        tell(
          [FieldError(register.codeKey, "directory.wrong.twice", values: ["n": String(first)])],
          line.line)
        return nil
      }
      let ends = (line.values[Register.endKey] ?? "").readable
      let day = LocalDate(ends)
      if !ends.isEmpty, day == nil {
        tell([FieldError(Register.endKey, "directory.wrong.day")], line.line)
      }
      var values = stored[code]?.values ?? [:]
      for (key, value) in line.values where key != Register.endKey { values[key] = value }
      values[register.codeKey] = nil
      let kept = line.values[Register.endKey] == nil ? stored[code]?.endedOn : day
      return Row(line: line.line, code: code, values: values, ends: kept)
    }
  }

  private mutating func check(
    _ row: Row, _ stored: Entry?, _ around: inout Surroundings, _ today: LocalDate
  ) {
    // What stands there already is left alone, also where a rule came after it.
    if let stored, stored.endedOn == row.ends,
      stored.values == Entry(register, row.code, row.values).values
    {
      return steps.append(Step(line: row.line, effect: .same, before: stored, after: stored))
    }
    let outcome = EntryCheck.check(
      register, row.values.merging([register.codeKey: row.code]) { first, _ in first }, in: around)
    tell(outcome.faults, row.line)
    let after = Entry(
      register, row.code, outcome.values, version: stored?.version ?? 0, endedOn: row.ends,
      changedAt: stored?.changedAt ?? Timestamp(milliseconds: 0))
    let isSame = stored.map { after.differences(from: $0).isEmpty } ?? false
    let effect: Effect =
      isSame
      ? .same
      : stored == nil
        ? .created
        : stored?.endedOn == nil && row.ends != nil
          ? .ended : stored?.endedOn != nil && row.ends == nil ? .revived : .changed
    if after.holds(on: today) { around.put(after) }
    steps.append(Step(line: row.line, effect: effect, before: stored, after: after))
  }

  /// What ends must not be named by what holds.
  private mutating func checkEnds(_ around: Surroundings) {
    for step in steps where step.effect == .ended {
      guard let other = around.dependants(of: step.after).first else { continue }
      tell(
        [
          FieldError(
            Register.endKey, "directory.wrong.needed",
            values: ["name": step.after.name, "other": other.name])
        ], step.line ?? 0)
    }
  }

  private mutating func checkOverlaps(_ around: Surroundings) {
    for step in works where step.effect != .ended {
      guard step.after["border"] != step.before?["border"],
        let border = try? Border.read(step.after["border"])
      else { continue }
      for overlap in BorderRule.overlaps(of: border, register, step.after.code, in: around) {
        let fault = Fault(
          line: step.line ?? 0, column: "border",
          message: overlap.isRefused ? "directory.border.same" : "directory.border.overlap",
          values: [
            "name": overlap.other.name, "area": BorderRule.text(overlap.squareMetres),
          ])
        if overlap.isRefused { faults.append(fault) } else { warnings.append(fault) }
      }
    }
  }

  private mutating func tell(_ errors: [FieldError], _ line: Int) {
    faults += errors.map {
      Fault(line: line, column: $0.field, message: $0.message, values: $0.values)
    }
  }
}
