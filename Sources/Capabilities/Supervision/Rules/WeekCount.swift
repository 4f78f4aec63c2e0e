import Contracts
import Kernel

/// A week counted from the facts that were judged by its formula.
struct WeekCount: Sendable {
  let frozen: FrozenWeek
  let members: [WeekMember]

  /// `open`: how many are open at the moment, which are too many to be listed in each week.
  init(_ week: Week, _ facts: [Fact], by edition: FormulaEdition, open: Int, at now: Timestamp) {
    let members = facts.compactMap { WeekMember($0, in: week) }
    var figures = Self.figures(of: members)
    figures.add(open, .open)
    for fact in facts { figures.take(times: fact, in: week) }
    self.members = members
    frozen = FrozenWeek(
      week: week, formulaOn: edition.validOn, formula: edition.formula, figures: figures,
      members: members.count, hash: Self.hash(of: members), frozenAt: now)
  }

  private static let axes: [Axis] = [.all, .unit, .area, .classCode, .kind]

  /// The sums of the listed requests; those of a moment only, of which all are listed, too.
  static func figures(of members: [WeekMember]) -> Figures {
    var figures = Figures()
    for member in members {
      for measure in Measure.allCases where member.marks & measure.bit != 0 {
        for axis in axes where member.counts(measure, on: axis) {
          figures.add(1, measure, axis, member.code(axis))
        }
        if let exclusion = member.excluded, measure == .excluded, !member.isPart {
          figures.addExcluded(exclusion)
        }
      }
    }
    return figures
  }

  /// Says that a list is the same as when it froze.
  static func hash(of members: [WeekMember]) -> String {
    Hex.encode(
      SHA256.hash(
        members.sorted { $0.id < $1.id }.map { "\($0.id):\($0.marks)\n" }.joined()))
  }
}

extension WeekMember {
  /// Nil for a request that adds nothing to the week.
  ///
  /// That it is open is left out, since almost all are for weeks: how many stands in the figures.
  init?(_ fact: Fact, in week: Week) {
    let marks = fact.measures(in: week).subtracting([.open]).reduce(0) { $0 | $1.bit }
    guard marks != 0 else { return nil }
    let about = fact.about
    self.init(
      id: about.id, number: about.number, unit: about.unit ?? "", area: about.area,
      classCode: about.classCode, kind: about.item ?? about.service, state: about.state,
      marks: marks | fact.kindMarks, excluded: fact.excluded, isRestricted: about.isRestricted,
      submittedAt: about.submittedAt)
  }

  var isPart: Bool { marks & Fact.partMark != 0 }

  /// As `Fact.counts`.
  func counts(_ measure: Measure, on axis: Axis) -> Bool {
    !isPart || axis == .unit || measure.anchor == .dispatched
  }

  func code(_ axis: Axis) -> String {
    switch axis {
    case .all, .hour: ""
    case .unit: unit
    case .area: area
    case .classCode: classCode
    case .kind: kind
    }
  }
}

extension Figures {
  private static let reasons = "reason"

  mutating func addExcluded(_ exclusion: Exclusion) {
    counts[Self.reasons, default: [:]][exclusion.rawValue, default: 0] += 1
  }

  func excluded(_ exclusion: Exclusion) -> Int { counts[Self.reasons]?[exclusion.rawValue] ?? 0 }

  /// What came in and was done on each day, and how long it took.
  mutating func take(times fact: Fact, in week: Week) {
    guard !fact.about.isPart else { return }
    for (measure, at) in fact.measures {
      guard let at, week.start <= at, at < week.end, [.received, .handled].contains(measure) else {
        continue
      }
      let day = String(CityTime.date(of: at).weekday)
      counts["day/" + day, default: [:]][measure.rawValue, default: 0] += 1
      if measure == .handled {
        let minutes = Int(at.milliseconds(since: fact.about.submittedAt) / 60_000)
        counts["time", default: [:]]["minutes", default: 0] += minutes
      }
    }
  }

  /// Of a weekday from 1, Monday, to 7.
  func n(_ measure: Measure, weekday: Int) -> Int {
    counts["day/\(weekday)"]?[measure.rawValue] ?? 0
  }

  /// Mean minutes from sending in to the answer; nil where nothing was handled.
  var meanMinutes: Int? {
    let handled = n(.handled)
    guard handled > 0, let minutes = counts["time"]?["minutes"] else { return nil }
    return minutes / handled
  }
}
