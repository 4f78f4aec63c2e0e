import Contracts
import Kernel

extension Fact {
  /// Judges a request by a formula (docs/rules.md §12).
  init(_ about: ServiceRequestFacts, by formula: Formula) {
    let found = Self.exclusion(of: about)
    self.init(
      about: about, excluded: found.flatMap { formula.exclusions.contains($0) ? $0 : nil },
      isValid: about.closing.flatMap(Formula.Evidence.init(rawValue:)).map {
        formula.evidence.contains($0)
      } ?? false)
  }

  private static func exclusion(of about: ServiceRequestFacts) -> Exclusion? {
    if about.isDuplicate { return .merged }
    switch about.state {
    case "refused": return .refused
    case "withdrawn": return .withdrawn
    default: break
    }
    let isAnswered = about.handledAt != nil || about.closedAt != nil
    // What was split was sent to several, and itself to nobody.
    if about.isSplit { return nil }
    return about.requestKind == "inquiry" && about.dispatchedAt == nil && isAnswered ? .atOnce : nil
  }

  /// Everything it adds to, each with the instant that decides the period; nil for how it stands.
  ///
  /// `overdue` is left out: it changes by itself, and is asked for at a moment.
  var measures: [(measure: Measure, at: Timestamp?)] {
    guard !about.isImported else { return [(.imported, about.submittedAt)] }
    var found: [(Measure, Timestamp?)] = [(.filed, about.submittedAt)]
    if about.isDuplicate { found.append((.repeated, about.submittedAt)) }
    guard excluded == nil else { return found + [(.excluded, about.submittedAt)] }
    found.append((.received, about.submittedAt))
    if about.isProactive { found.append((.proactive, about.submittedAt)) }
    if about.escalations > 0 { found.append((.whistled, about.submittedAt)) }
    if let at = about.dispatchedAt {
      found.append((.dispatched, at))
      if about.returns > 0 { found.append((.returned, at)) }
      let isRight =
        about.returns == 0 && about.reassignments == 0 && about.unit == about.firstUnit
      if isRight { found.append((.firstRight, at)) }
      if let proposed = about.proposedUnit {
        found.append((.proposed, at))
        if proposed != about.firstUnit {
          found.append((.overruled, at))
          if !isRight { found.append((.overruledBack, at)) }
        }
      }
    }
    if let due = about.contactDueAt {
      found.append((.contactDue, due))
      if let made = about.contactedAt, made <= due { found.append((.contactedInTime, due)) }
    }
    if let at = handled {
      found.append((.handled, at))
      if about.handleDueAt.map({ at <= $0 }) ?? true { found.append((.handledInTime, at)) }
      if about.reworks > 0 { found.append((.reworked, at)) }
    }
    if let at = about.closedAt, about.state == "closed" { found += closing(at) }
    if about.isOpen { found.append((.open, nil)) }
    if about.state == "parked" { found.append((.parked, nil)) }
    return found
  }

  /// When the answer was told that stands now; one that was sent back is none.
  private var handled: Timestamp? {
    ["reported", "solved_on_site", "verifying", "closed"].contains(about.state)
      ? about.handledAt : nil
  }

  private func closing(_ at: Timestamp) -> [(Measure, Timestamp?)] {
    guard isValid else { return [(.closed, at)] }
    var found: [(Measure, Timestamp?)] = [(.closed, at), (.called, at)]
    if about.isSolved == true { found.append((.solved, at)) }
    if about.isSatisfied == true { found.append((.satisfied, at)) }
    return found
  }

  /// Past its deadline at a moment.
  func isOverdue(at now: Timestamp) -> Bool {
    about.isOpen && !about.isImported && excluded == nil
      && (about.dueAt.map { $0 < now } ?? false)
  }

  /// What it adds to the figures of a week, as it stands at the week's end.
  ///
  /// What was sent in later does not stand in it: a week may be frozen late, or long after.
  func measures(in week: Week) -> Set<Measure> {
    var found = Set(
      measures.compactMap { measure, at -> Measure? in
        guard let at else { return about.submittedAt < week.end ? measure : nil }
        return week.start <= at && at < week.end ? measure : nil
      })
    if isOverdue(at: week.end) { found.insert(.overdue) }
    return found
  }

  /// Whether it counts for a measure among these: who sent it in sent one, so that parts count only
  /// for the units that have them, and as what was dispatched (docs/adr/0031).
  func counts(_ measure: Measure, on axis: Axis) -> Bool {
    !about.isPart || axis == .unit || measure.anchor == .dispatched
  }

  /// Its measures as the bits of one number, and whether it is a part or was split.
  var marks: Int64 { measures.reduce(kindMarks) { $0 | $1.measure.bit } }

  var kindMarks: Int64 {
    (about.isPart ? Self.partMark : 0) | (about.isSplit ? Self.splitMark : 0)
  }

  /// What it is counted under on an axis.
  func code(_ axis: Axis) -> String {
    switch axis {
    case .all: ""
    case .unit: about.unit ?? ""
    case .area: about.area
    case .classCode: about.classCode
    case .kind: about.item ?? about.service
    case .hour:
      Digits.padded(Int(CityTime.split(about.submittedAt).millisecondOfDay / 3_600_000), 2)
    }
  }
}
