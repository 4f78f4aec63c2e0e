internal import Kernel

/// What was done, the newest first, and whether the chains fit.
struct AuditView: Sendable {
  let state: String
  /// `ok`, `danger` or `mute`, with an icon beside the words.
  let stateLook: String
  let stateIcon: String
  let faults: [String]
  let running: String?
  let fields: [TextField]
  /// What the export is asked for again.
  let kept: [Kept]
  let isFiltered: Bool
  let rows: [Row]
  let empty: StaffListView.Empty?
  let next: String?
  let errors: FormErrors?

  struct Kept: Sendable {
    let name: String
    let value: String
  }

  struct Row: Sendable {
    let instant: String
    let time: String
    let deed: String
    let who: String
    let subject: String?
    let detail: String
    /// The action's code, where words stand above it, and the link's place in its chain.
    let link: String
  }

  init(
    _ answer: AuditDesk.Answer, _ form: AuditForm, errors: FormErrors?,
    now: Timestamp, _ words: Words, _ language: Language
  ) {
    func say(_ key: String, _ values: [String: String] = [:]) -> String {
      words.text(key, values, in: language)
    }
    func when(_ at: Timestamp) -> String { Say.due(at, now: now, in: language) }
    faults = answer.ended?.faults ?? []
    if let ended = answer.ended {
      let values = [
        "when": when(ended.startedAt), "n": String(ended.entries), "lanes": String(ended.lanes),
        "points": String(ended.checkpoints),
      ]
      state = say(faults.isEmpty ? "audit.fits" : "audit.broken", values)
      stateLook = faults.isEmpty ? "ok" : "danger"
      stateIcon = faults.isEmpty ? "shield-ok" : "alert"
    } else {
      state = say("audit.unchecked")
      stateLook = "mute"
      stateIcon = "shield-q"
    }
    running = answer.running.map { say("audit.running", ["when": when($0.startedAt)]) }
    kept = form.fields.filter { !$0.value.isEmpty }.map { Kept(name: $0.name, value: $0.value) }
    isFiltered = !form.isEmpty
    self.errors = errors
    fields = [
      TextField(
        "from", say("audit.from"), type: "date", value: form.from, errors: errors, most: 10),
      TextField("to", say("audit.to"), type: "date", value: form.to, errors: errors, most: 10),
      TextField("who", say("audit.who"), value: form.who, errors: errors, isPlain: true),
      TextField("deed", say("audit.deed"), value: form.deed, errors: errors, isPlain: true),
      TextField(
        "subject", say("audit.subject"), value: form.subject, errors: errors, isPlain: true),
    ]
    let codes = AuditWords(words: words, language: language, roles: answer.roles)
    rows = answer.lines.map { line in
      let entry = line.entry
      let subject = entry.subject
      let named = subject.hasPrefix("person:") ? answer.names[String(subject.dropFirst(7))] : nil
      let deed = Self.deed(entry.action, words, language)
      let place = "\(line.place.lane)/\(line.place.number)"
      return Row(
        instant: line.place.at.description, time: Say.moment(line.place.at),
        deed: deed ?? entry.action,
        who: answer.names[entry.actor] ?? Self.actor(entry.actor, words, language),
        subject: subject == "person:" + entry.actor ? nil : named ?? codes.subject(subject),
        detail: codes.detail(entry), link: deed == nil ? place : entry.action + " · " + place)
    }
    empty =
      rows.isEmpty
      ? StaffListView.Empty(text: say(isFiltered ? "audit.none" : "audit.empty")) : nil
    next = answer.next.map { place in
      let query = form.fields.filter { !$0.value.isEmpty }.map {
        $0.name + "=" + URLEncoded.encode($0.value)
      }
      return "/admin/audit?"
        + (query + ["after=" + AuditForm.text(of: place)])
        .joined(separator: "&")
    }
  }

  /// The sentence of an action; of one that has none the code stands there, once.
  private static func deed(_ action: String, _ words: Words, _ language: Language) -> String? {
    let key = "deed." + action
    return words[key, language] == nil ? nil : words.text(key, in: language)
  }

  private static func actor(_ code: String, _ words: Words, _ language: Language) -> String {
    ["visitor", "operator", "system", "anonymous"].contains(code)
      ? words.text("actor." + code, in: language) : code
  }
}
