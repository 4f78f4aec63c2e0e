import Civics
import Kernel

/// Whether a line is in order by itself and fits into the directory around it.
struct EntryCheck {
  let around: Surroundings
  let register: Register
  private let typed: [String: String]
  var values: [String: String] = [:]
  private(set) var faults: [FieldError] = []
  var code = ""

  /// What the check came to; the entry is to be used only when there are no faults.
  struct Outcome: Sendable {
    let code: String
    let values: [String: String]
    let faults: [FieldError]
    let border: Border?
  }

  var border: Border?

  private init(_ register: Register, _ typed: [String: String], in around: Surroundings) {
    self.around = around
    self.register = register
    self.typed = typed
  }

  static func check(
    _ register: Register, _ typed: [String: String], in around: Surroundings
  ) -> Outcome {
    var check = EntryCheck(register, typed, in: around)
    check.run()
    return Outcome(
      code: check.code, values: check.values, faults: check.faults, border: check.border)
  }

  /// The code as it is stored, however it was typed; nil for what cannot be one.
  static func code(_ register: Register, _ typed: String) -> String? {
    let text = typed.readable
    switch register {
    case .units, .posts, .shifts, .rules:
      let code = text.lowercased()
      let isPlain = code.utf8.allSatisfy {
        (97...122).contains($0) || (48...57).contains($0) || $0 == 95
      }
      return isPlain && (2...30).contains(code.utf8.count) ? code : nil
    case .regions:
      guard let region = try? RegionCode(text) else { return nil }
      return region.level >= .township ? region.prefix : nil
    case .grids:
      let digits = text.filter { $0 != " " }
      return digits.utf8.count == 15 && digits.utf8.allSatisfy { (48...57).contains($0) }
        ? digits : nil
    case .holidays: return Int(text).flatMap { (1949...2999).contains($0) ? String($0) : nil }
    }
  }

  func text(_ key: String) -> String { (typed[key] ?? "").readable }

  mutating func fault(_ key: String, _ message: String, _ values: [String: String] = [:]) {
    faults.append(FieldError(key, message, values: values))
  }

  private mutating func run() {
    checkCode()
    for column in register.columns.dropFirst() {
      let typed = text(column.key)
      if typed.isEmpty {
        if column.isRequired { fault(column.key, "directory.wrong.missing") }
      } else if Self.isFormula(typed) {
        fault(column.key, "directory.wrong.formula")
      } else {
        check(column.key, typed)
      }
    }
    checkTogether()
  }

  /// Excel runs what begins so; `+` and `-` begin numbers and telephones as well.
  private static func isFormula(_ text: String) -> Bool {
    ["=", "@", "＝", "＠"].contains { text.hasPrefix($0) }
  }

  private mutating func checkCode() {
    let key = register.codeKey
    guard let found = Self.code(register, typed[key] ?? "") else {
      let message =
        switch register {
        case .units, .posts, .shifts, .rules: "directory.wrong.code"
        case .regions: "directory.wrong.region"
        case .grids: "directory.wrong.grid"
        case .holidays: "directory.wrong.year"
        }
      return fault(key, text(key).isEmpty ? "directory.wrong.missing" : message)
    }
    code = found
    guard register == .regions || register == .grids else { return }
    guard code.hasPrefix(around.region) else {
      return fault(key, "directory.wrong.outside", ["region": around.region])
    }
    let above = register == .grids ? 12 : code.utf8.count == 12 ? 9 : 0
    if above > 0, around.entry(.regions, String(code.prefix(above))) == nil {
      fault(key, "directory.wrong.above", ["code": String(code.prefix(above))])
    }
  }

  private mutating func check(_ key: String, _ typed: String) {
    switch key {
    case "name", "english", "source", "holder": line(key, typed)
    case "kind", "days":
      if !Register.choices(of: key).contains(typed) {
        fault(key, key == "days" ? "directory.wrong.days" : "directory.wrong.kind")
      } else {
        keep(key, typed)
      }
    case "credit":
      do throws(CreditCode.ParseError) {
        keep(key, try CreditCode(typed).rawValue)
      } catch {
        switch error {
        case .wrongLength: fault(key, "directory.wrong.credit-length")
        case .wrongCharacter: fault(key, "directory.wrong.credit-character")
        case .wrongCheckCharacter: fault(key, "directory.wrong.credit-check")
        }
      }
    case "phone":
      do throws(PhoneNumber.ParseError) {
        _ = try PhoneNumber(typed)
        keep(key, typed)
      } catch {
        // Offices may have a hotline.
        if error == .serviceNumber { keep(key, typed) } else { fault(key, "directory.wrong.phone") }
      }
    case "parent", "office", "lead": named(key, typed)
    case "area", "place": area(key, typed)
    case "matter", "daytimes", "season", "co": checkRule(key, typed)
    case "hours":
      if let hours = HoursText.checked(typed) {
        keep(key, hours)
      } else {
        fault(key, "directory.wrong.hours")
      }
    case "times":
      if let times = ShiftTimes(typed) {
        keep(key, times.text)
      } else {
        fault(key, "directory.wrong.times")
      }
    case "first", "last":
      if let day = LocalDate(typed) {
        keep(key, day.description)
      } else {
        fault(key, "directory.wrong.day")
      }
    case "station":
      if around.entry(.posts, typed.lowercased()) != nil {
        keep(key, typed.lowercased())
      } else {
        fault(key, "directory.wrong.station", ["code": typed])
      }
    case "duties": duties(typed)
    case "latitude", "longitude": degrees(key, typed)
    case "border": readBorder(typed)
    case "off", "work": keep(key, typed)
    default: break
    }
  }

  mutating func keep(_ key: String, _ text: String) { values[key] = text }

  private mutating func line(_ key: String, _ typed: String) {
    let isOneLine = !typed.contains { $0.isNewline }
    guard isOneLine, !typed.isLonger(than: 80) else { return fault(key, "directory.wrong.line") }
    keep(key, typed)
  }

  /// A unit that holds; a parent must not lead back.
  private mutating func named(_ key: String, _ typed: String) {
    let wanted = typed.lowercased()
    guard around.entry(.units, wanted) != nil else {
      return fault(key, "directory.wrong.unit", ["code": typed])
    }
    if key == "parent" {
      var (above, seen): (String?, Set<String>) = (wanted, [])
      while let unit = above, seen.insert(unit).inserted {
        if unit == code { return fault(key, "directory.wrong.circle") }
        let parent = around.entry(.units, unit)?["parent"] ?? ""
        above = parent.isEmpty ? nil : parent
      }
    }
    keep(key, wanted)
  }

  private mutating func area(_ key: String, _ typed: String) {
    let found =
      typed == around.region
      ? typed : EntryCheck.code(.grids, typed) ?? EntryCheck.code(.regions, typed)
    guard let found, around.hasArea(found) else {
      return fault(key, "directory.wrong.area", ["code": typed])
    }
    keep(key, found)
  }

  private mutating func duties(_ typed: String) {
    let codes = typed.words
    let wrong = codes.first { code in
      let parts = code.split(separator: "/", omittingEmptySubsequences: false)
      return parts.count > 2
        || !parts.allSatisfy { part in
          !part.isEmpty && part.utf8.allSatisfy { (97...122).contains($0) || $0 == 95 }
        }
    }
    if let wrong { return fault("duties", "directory.wrong.duty", ["code": wrong]) }
    keep("duties", Array(Set(codes)).sorted().joined(separator: " "))
  }

  private mutating func degrees(_ key: String, _ typed: String) {
    let most = key == "latitude" ? 90.0 : 180.0
    guard let number = Double(typed), abs(number) <= most else {
      return fault(key, "directory.wrong.degrees")
    }
    keep(key, "\(number)")
  }

  private mutating func readBorder(_ typed: String) {
    do throws(BorderFault) {
      let border = try Border.read(typed)
      self.border = border
      keep("border", border.text)
    } catch {
      let (message, values) = error.sentence
      fault("border", message, values)
    }
  }
}
