import Kernel

/// A formula as it was typed, and what is wrong with it, row by row.
enum FormulaCheck {
  /// A formula begins within so many days: what nobody remembers deciding would take hold else.
  static let farthest = 366

  struct Row: Hashable, Sendable {
    var code: String
    var numerator: String
    var denominator: String
    var weight: String
  }

  struct Typed: Hashable, Sendable {
    var rows: [Row]
    var exclusions: [String]
    var evidence: [String]
    var minimumSample: String
    var target: String
    var issueDays: String
    var validOn: String
    /// `FormulaBook.version` that was read; empty for none.
    var seen = ""
  }

  /// The formula with the day it begins; throws `Problem(.invalid)` naming each row and why.
  static func checked(_ typed: Typed, today: LocalDate) throws -> FormulaEdition {
    var faults: [FieldError] = []
    var rates: [Formula.Rate] = []
    for (index, row) in typed.rows.enumerated() {
      let (rate, wrong) = rate(row, number: index + 1)
      faults += wrong
      if let rate { rates.append(rate) }
    }
    let sum = rates.reduce(0) { $0 + $1.weight }
    if rates.count == typed.rows.count, sum != 100 {
      faults.append(FieldError("weight1", "sv.fault.weights", values: ["n": String(sum)]))
    }
    for code in Formula.codes where typed.rows.count(where: { $0.code == code }) != 1 {
      faults.append(FieldError("weight1", "sv.fault.rows"))
      break
    }
    func number(_ text: String, _ field: String, _ range: ClosedRange<Int>) -> Int {
      guard let number = Int(text), range.contains(number) else {
        faults.append(
          FieldError(
            field, "sv.fault.number",
            values: ["from": String(range.lowerBound), "to": String(range.upperBound)]))
        return range.lowerBound
      }
      return number
    }
    let sample = number(typed.minimumSample, "minimum_sample", 1...10_000)
    let target = number(typed.target, "target", 1...100)
    let days = number(typed.issueDays, "issue_days", 1...7)
    let evidence = typed.evidence.compactMap(Formula.Evidence.init(rawValue:))
    if evidence.isEmpty || evidence.count != typed.evidence.count {
      faults.append(FieldError("evidence", "sv.fault.evidence"))
    }
    let exclusions = typed.exclusions.compactMap(Exclusion.init(rawValue:))
    if exclusions.count != typed.exclusions.count {
      faults.append(FieldError("exclusions", "sv.fault.exclusions"))
    }
    let day = LocalDate(typed.validOn)
    if day.map({ $0.weekday != 1 || $0 <= today }) ?? true {
      faults.append(FieldError("valid_on", "sv.fault.day"))
    } else if let day, day > today.adding(days: farthest) {
      faults.append(FieldError("valid_on", "sv.fault.far"))
    }
    guard faults.isEmpty, let day else { throw Problem(faults) }
    return FormulaEdition(
      validOn: day,
      formula: Formula(
        rates: rates, exclusions: exclusions, evidence: evidence, minimumSample: sample,
        target: target, issueDays: days), madeBy: nil, madeAt: nil)
  }

  private static func rate(_ row: Row, number: Int) -> (Formula.Rate?, [FieldError]) {
    var faults: [FieldError] = []
    func fault(_ field: String, _ words: String) {
      faults.append(FieldError(field + String(number), words))
    }
    if !Formula.codes.contains(row.code) { fault("weight", "sv.fault.rows") }
    let numerator = Measure(rawValue: row.numerator)
    let denominator = Measure(rawValue: row.denominator)
    if numerator == nil { fault("numerator", "sv.fault.term") }
    if denominator == nil { fault("denominator", "sv.fault.term") }
    if let numerator, let denominator, !numerator.isPart(of: denominator) {
      fault("numerator", "sv.fault.part")
    }
    let weight = Int(row.weight)
    if weight.map({ !(0...100).contains($0) }) ?? true { fault("weight", "sv.fault.weight") }
    guard faults.isEmpty, let numerator, let denominator, let weight else { return (nil, faults) }
    return (
      Formula.Rate(
        code: row.code, numerator: numerator, denominator: denominator, weight: weight), []
    )
  }
}
