import Civics
import Contracts
import Kernel

extension MandateAsk {
  /// Throws `Problem(.invalid)` naming every field that has to change.
  func checked(today: LocalDate, _ terms: MandateTerms = .standard) throws -> CheckedAsk {
    var mistakes: [FieldError] = []
    // It is confirmed with a code, and a landline takes no text message.
    if let fault = PhoneNumber.fault(in: self.phone, landline: "mandate.mistake.landline") {
      mistakes.append(fault)
    }
    let phone = try? PhoneNumber(phone)
    let relation = self.relation.flatMap { $0 == .guardian ? nil : $0 }
    if relation == nil { mistakes.append(FieldError("relation", "mandate.mistake.relation")) }
    if scopes.isEmpty { mistakes.append(FieldError("scopes", "mandate.mistake.scopes")) }
    let untilAt = MandatePeriod.end(untilOn, today: today, most: terms.longestDays)
    if untilAt == nil { mistakes.append(MandatePeriod.mistake(terms.longestDays)) }
    guard mistakes.isEmpty, let phone, let relation, let untilAt else { throw Problem(mistakes) }
    return CheckedAsk(
      side: side, phone: phone, relation: relation, scopes: scopes, untilAt: untilAt)
  }
}

extension WardAsk {
  /// Throws `Problem(.invalid)` naming every field that has to change.
  ///
  /// A guardianship ends by itself the day the child turns 14 under the children's rules, or 18.
  func checked(today: LocalDate, _ terms: MandateTerms = .standard) throws -> CheckedWard {
    guard let basis else { throw Problem(field: "basis", "mandate.mistake.basis") }
    var mistakes: [FieldError] = []
    let relation: Mandate.Relation? =
      basis == .ownWill ? self.relation.flatMap { $0 == .guardian ? nil : $0 } : .guardian
    if relation == nil { mistakes.append(FieldError("relation", "mandate.mistake.relation")) }
    let personName = try? PersonName(self.personName)
    if personName == nil { mistakes.append(FieldError("name", "mandate.mistake.name")) }
    let number = try? CitizenNumber(citizenNumber, today: today)
    let age = number?.age(on: today) ?? 0
    if number == nil {
      mistakes.append(FieldError("number", "mandate.mistake.number"))
    } else if basis == .minor, age >= terms.adultFrom {
      mistakes.append(FieldError("number", "mandate.mistake.adult"))
    } else if basis != .minor, age < terms.adultFrom {
      mistakes.append(FieldError("number", "mandate.mistake.minor"))
    }
    if scopes.isEmpty { mistakes.append(FieldError("scopes", "mandate.mistake.scopes")) }
    let isChild = basis == .minor && age < terms.childUnder
    if isChild, consentVersion == nil {
      mistakes.append(FieldError("consent", "mandate.mistake.consent"))
    }
    let asked = MandatePeriod.end(untilOn, today: today, most: terms.longestDays)
    if asked == nil { mistakes.append(MandatePeriod.mistake(terms.longestDays)) }
    guard mistakes.isEmpty, let relation, let personName, let number, let asked else {
      throw Problem(mistakes)
    }
    let turns = isChild ? terms.childUnder : terms.adultFrom
    let birthday = MandatePeriod.birthday(turns, born: number.birthDate)
    return CheckedWard(
      basis: basis, relation: relation, personName: personName, number: number, scopes: scopes,
      untilAt: basis == .minor ? min(asked, birthday) : asked,
      consentVersion: isChild ? consentVersion : nil)
  }
}

/// Days that become moments.
enum MandatePeriod {
  /// The end of the last day; nil for none, one that is over, or one too far off.
  static func end(_ lastDay: LocalDate?, today: LocalDate, most days: Int) -> Timestamp? {
    guard let lastDay, lastDay >= today, lastDay.dayNumber - today.dayNumber <= days else {
      return nil
    }
    return CityTime.instant(lastDay, hour: 24)
  }

  /// Midnight of the day a person is `age`; who was born on 29 February is so on 1 March.
  static func birthday(_ age: Int, born: LocalDate) -> Timestamp {
    let day =
      LocalDate(year: born.year + age, month: born.month, day: born.day)
      ?? LocalDate(dayNumber: born.dayNumber).adding(days: 366 * age)
    return CityTime.instant(day)
  }

  static func mistake(_ days: Int) -> FieldError {
    FieldError("until", "mandate.mistake.until", values: ["n": String(days / 365)])
  }
}
