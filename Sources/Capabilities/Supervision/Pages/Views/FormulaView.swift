internal import Kernel

/// The formula in force, one to come, and what held before.
struct FormulaView: Sendable {
  let rows: [Row]
  let exclusions: [Option]
  let evidence: [Option]
  let minimumSample: String
  let target: String
  let issueDays: String
  let validOn: String
  let earliest: String
  let history: [Past]
  let seen: String
  let errors: FormErrors?

  struct Row: Sendable {
    let number: String
    let code: String
    let name: String
    let numerators: [Option]
    let denominators: [Option]
    let weight: String
    let faults: [String]
  }

  struct Option: Sendable {
    let value: String
    let label: String
    let chosen: Bool
  }

  struct Past: Sendable {
    let since: String
    let text: String
    let who: String
    /// The day of one that has not begun, which may be taken back.
    let takeBack: String?
  }
}

extension FormulaCheck.Typed {
  /// As a formula stands on the form.
  init(_ formula: Formula, validOn: LocalDate) {
    self.init(
      rows: Formula.codes.map { code in
        let rate = formula.rate(code) ?? Formula.shipped.rate(code)
        return FormulaCheck.Row(
          code: code, numerator: rate?.numerator.rawValue ?? "",
          denominator: rate?.denominator.rawValue ?? "", weight: String(rate?.weight ?? 0))
      }, exclusions: formula.exclusions.map(\.rawValue),
      evidence: formula.evidence.map(\.rawValue), minimumSample: String(formula.minimumSample),
      target: String(formula.target), issueDays: String(formula.issueDays),
      validOn: validOn.description)
  }
}

extension FormulaView {
  init(
    _ typed: FormulaCheck.Typed, _ book: FormulaActions.Book, errors: FormErrors?,
    _ words: Words, _ language: Language, now: Timestamp
  ) {
    func text(_ key: String, _ values: [String: String] = [:]) -> String {
      words.text(key, values, in: language)
    }
    func measures(_ chosen: String) -> [Option] {
      Measure.allCases.filter { !$0.isStock }.map {
        Option(
          value: $0.rawValue, label: text("sv.measure." + $0.rawValue),
          chosen: $0.rawValue == chosen)
      }
    }
    rows = typed.rows.enumerated().map { index, row in
      let number = String(index + 1)
      return Row(
        number: number, code: row.code, name: text("sv.rate." + row.code),
        numerators: measures(row.numerator), denominators: measures(row.denominator),
        weight: row.weight,
        faults: ["numerator", "denominator", "weight"].compactMap { errors?.on[$0 + number] })
    }
    exclusions = Exclusion.allCases.map {
      Option(
        value: $0.rawValue, label: text("sv.exclusion." + $0.rawValue),
        chosen: typed.exclusions.contains($0.rawValue))
    }
    evidence = Formula.Evidence.allCases.map {
      Option(
        value: $0.rawValue, label: text("sv.evidence." + $0.rawValue),
        chosen: typed.evidence.contains($0.rawValue))
    }
    (minimumSample, target, issueDays) = (typed.minimumSample, typed.target, typed.issueDays)
    validOn = typed.validOn
    earliest = Week(of: CityTime.date(of: now)).next.description
    history = book.book.editions.map { edition in
      let weights = edition.formula.rates.filter { $0.weight > 0 }
        .map { text("sv.rate." + $0.code) + " \($0.weight)%" }
      return Past(
        since: edition.madeBy == nil
          ? text("sv.formula.shipped") : Say.fullDate(edition.validOn, in: language),
        text: weights.joined(separator: " · ") + " · "
          + text("sv.minimum") + " \(edition.formula.minimumSample)",
        who: edition.madeBy.flatMap { book.names[$0] } ?? "",
        takeBack: edition.validOn > CityTime.date(of: now) ? "\(edition.validOn)" : nil)
    }
    seen = book.book.version
    self.errors = errors
  }
}
