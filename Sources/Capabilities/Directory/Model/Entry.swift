import Kernel

/// One line of a register as texts: what forms show, files hold and the history compares.
struct Entry: Sendable, Hashable, Codable {
  let register: Register
  /// As it is stored: a region without its closing zeros.
  let code: String
  /// By column, without the code; what is not given is not there.
  var values: [String: String]
  /// 0 for one that is not stored yet.
  var version: Int64
  /// The first day on which it no longer holds.
  var endedOn: LocalDate?
  var changedAt: Timestamp

  init(
    _ register: Register, _ code: String, _ values: [String: String], version: Int64 = 0,
    endedOn: LocalDate? = nil, changedAt: Timestamp = Timestamp(milliseconds: 0)
  ) {
    self.register = register
    self.code = code
    self.values = values.filter { !$0.value.isEmpty }
    self.version = version
    self.endedOn = endedOn
    self.changedAt = changedAt
  }

  subscript(key: String) -> String { key == register.codeKey ? shownCode : values[key] ?? "" }

  /// A region has twelve digits wherever people read it.
  var shownCode: String {
    register == .regions
      ? code + String(repeating: "0", count: max(0, 12 - code.utf8.count)) : code
  }

  var name: String { register == .holidays ? code : values["name"] ?? values["holder"] ?? code }

  func holds(on day: LocalDate) -> Bool { endedOn.map { day < $0 } ?? true }

  /// Columns in which two states of a line differ, in the register's order; its end is the last.
  func differences(from earlier: Entry?) -> [Difference] {
    let columns = register.columns.map(\.key).filter { $0 != register.codeKey }
    let told = columns.compactMap { key -> Difference? in
      let (old, new) = (earlier?[key] ?? "", self[key])
      return old == new ? nil : Difference(key: key, old: old, new: new)
    }
    let ends = (earlier?.endedOn?.description ?? "", endedOn?.description ?? "")
    return ends.0 == ends.1
      ? told : told + [Difference(key: Register.endKey, old: ends.0, new: ends.1)]
  }

  struct Difference: Sendable, Hashable {
    let key: String
    let old: String
    let new: String
  }
}

/// One step in the life of a line.
struct EntryChange: Sendable {
  enum Deed: String, Codable, Sendable { case created, changed, ended, revived }

  let at: Timestamp
  let actor: String
  let deed: Deed
  /// It came with a file.
  let isImported: Bool
  let before: Entry?
  let after: Entry
}
