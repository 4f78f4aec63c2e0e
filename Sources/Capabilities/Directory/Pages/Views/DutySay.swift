internal import Kernel

/// Who is on duty at a place, in the reader's words.
struct DutySay: Sendable {
  let roster: Roster
  /// Who sits in an office is told to staff only; a grid worker's name is posted publicly.
  let isStaff: Bool
  let now: Timestamp
  let words: Words
  let language: Language

  /// One place's answer; the number is the one to ring now.
  struct Answer: Sendable {
    let lines: [String]
    let isOn: Bool
    let phone: String?
    /// Named in the lines, so that nobody is named twice.
    let names: Set<String>
  }

  /// Nil where the place has no roster.
  func answer(_ place: Roster.Place) -> Answer? {
    guard let standing = roster.standing(at: place, now) else { return nil }
    let isNamed: Bool = if case .area = place { true } else { isStaff }
    guard let first = standing.now.first else {
      return standing.next.map { next in
        Answer(
          lines: [later(next, isNamed)], isOn: false, phone: nil,
          names: isNamed ? [next.shift.holder] : [])
      }
    }
    return Answer(
      lines: isNamed ? standing.now.prefix(3).map { on($0, true) } : [on(first, false)],
      isOn: true, phone: first.shift.phone,
      names: isNamed ? Set(standing.now.map(\.shift.holder)) : [])
  }

  private func on(_ turn: Roster.Turn, _ isNamed: Bool) -> String {
    let name = name(turn.shift)
    guard let end = turn.end else {
      return words.text(
        isNamed ? "grids.duty.on.always" : "grids.duty.open.always", ["name": name], in: language)
    }
    return words.text(
      isNamed ? "grids.duty.on" : "grids.duty.open",
      ["name": name, "until": Say.due(end, now: now, in: language)], in: language)
  }

  private func later(_ turn: Roster.Turn, _ isNamed: Bool) -> String {
    words.text(
      isNamed ? "grids.duty.next" : "grids.duty.closed",
      ["name": name(turn.shift), "when": Say.due(turn.start, now: now, in: language)],
      in: language)
  }

  private func name(_ shift: Shift) -> String {
    language == .english ? shift.english ?? shift.holder : shift.holder
  }
}
