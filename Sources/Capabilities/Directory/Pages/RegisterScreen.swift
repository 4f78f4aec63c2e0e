internal import Kernel

/// Puts a register's list together.
struct RegisterScreen: Sendable {
  /// Rows of one page; whoever looks for one line writes its name.
  static let most = 200

  let say: RegisterSay
  let around: Surroundings
  let today: LocalDate

  func list(
    _ register: Register, _ entries: [Entry], search: String, showsEnded: Bool
  ) -> RegisterView {
    let wanted = Self.folded(search)
    let fitting = entries.filter { entry in
      wanted.isEmpty
        || ([entry.shownCode] + entry.values.filter { $0.key != "border" }.values).contains {
          Self.folded($0).contains(wanted)
        }
    }
    let holding = fitting.filter { $0.holds(on: today) }
    let ended = fitting.filter { !$0.holds(on: today) }
    let shown = showsEnded ? ended : holding
    let path = "/directory/\(register.rawValue)"
    let query = search.isEmpty ? "" : "q=" + URLEncoded.encode(search)
    func count(_ word: String, _ number: Int, ended: Bool) -> RegisterView.Count {
      let parts = (ended ? ["show=ended"] : []) + (query.isEmpty ? [] : [query])
      return RegisterView.Count(
        path: path + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&")),
        number: String(number), label: say.text(word), current: ended == showsEnded)
    }
    let empty =
      search.isEmpty
      ? say.text(showsEnded ? "directory.empty.ended" : "directory.empty")
      : say.text("grids.none", ["q": search])
    return RegisterView(
      register: register.rawValue, heading: say.text("nav.directory"),
      registers: Register.allCases.map { other in
        RegisterView.Link(
          path: "/directory/\(other.rawValue)", label: say.register(other),
          current: other == register)
      },
      counts: [
        count("directory.holding", holding.count, ended: false),
        count("directory.ended", ended.count, ended: true),
      ],
      search: search, searchLabel: say.text("directory.search"), showsEnded: showsEnded,
      newLabel: say.new(register), formats: Self.formats(register, say),
      rows: shown.prefix(Self.most).map(row),
      empty: shown.isEmpty
        ? RegisterView.Empty(text: empty, isFiltered: !search.isEmpty) : nil,
      cut: shown.count > Self.most ? say.text("grids.cut", ["n": String(Self.most)]) : nil)
  }

  static func formats(_ register: Register, _ say: RegisterSay) -> [RegisterView.Link] {
    RegisterSheet.Format.allCases.map { format in
      RegisterView.Link(
        path: "/directory/\(register.rawValue)/export?format=\(format.rawValue)",
        label: say.text("directory.format." + format.rawValue), current: false)
    }
  }

  private func row(_ entry: Entry) -> RegisterView.Row {
    let ends = entry.endedOn.map { day in
      say.text(
        day <= today ? "directory.ended-on" : "directory.ends-on", ["day": say.date(day)])
    }
    return RegisterView.Row(
      path: EntryScreen.path(entry), code: entry.shownCode, name: say.name(entry),
      note: say.note(entry, around), side: entry.values["phone"], ends: ends)
  }

  /// Blanks and signs do not count: people write "11网格" and "019 610".
  private static func folded(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
