import Civics
import Contracts
import Kernel

/// Messages in words: codes become names only here.
struct MessageSentences: Sendable {
  let words: Words
  let directory: any CityDirectory

  func text(_ message: Message, _ plan: CityPlan, in language: Language) -> String {
    text(message, number: message.codes.number, plan, in: language)
  }

  /// With the short number, as every screen shows it; texts carry the whole one.
  func onScreen(_ message: Message, _ plan: CityPlan, in language: Language) -> String {
    let number = CaseNumber(rawValue: message.codes.number)?.short(prefix: "LL")
    return text(message, number: number ?? message.codes.number, plan, in: language)
  }

  private func text(
    _ message: Message, number: String, _ plan: CityPlan, in language: Language
  ) -> String {
    let codes = message.codes
    var values = ["number": number]
    values["unit"] =
      codes.unit.flatMap { plan.unit($0)?.name(in: language) }
      ?? words.text("message.street", in: language)
    let due = codes.dueAt.map { day($0, in: language) }
    values["due"] = due ?? words.text("message.no-date", in: language)
    values["duty"] = codes.duty.flatMap { Self.duties[$0] }.map { words.text($0, in: language) }
    return words.text(message.template.key, values, in: language)
  }

  private static let duties = [
    "accept": "message.duty.accept", "dispatch": "message.duty.dispatch",
    "contact": "message.duty.contact", "handle": "message.duty.handle",
    "decide": "message.duty.decide", "check": "message.duty.check",
    "rate": "message.duty.rate",
  ]

  /// As a text message: with the sender's name, in Chinese.
  ///
  /// In Chinese because carriers approve each template once.
  func sms(_ message: Message, _ plan: CityPlan) -> String {
    words.text(
      "message.sms", ["text": text(message, plan, in: .chinese)], in: .chinese)
  }

  private func day(_ at: Timestamp, in language: Language) -> String {
    let (date, inDay) = CityTime.split(at)
    let clock =
      Digits.padded(Int(inDay / 3_600_000), 2) + ":" + Digits.padded(Int(inDay / 60_000 % 60), 2)
    return words.text(
      "message.day", ["m": String(date.month), "d": String(date.day), "clock": clock],
      in: language)
  }
}
