import Civics
import Contracts
import Gateways
import Kernel

/// Messages in words: codes become names only here.
struct MessageSentences: Sendable {
  let words: Words
  let directory: any CityDirectory

  /// With the whole number, as it goes out.
  func text(
    _ message: Message, _ plan: CityPlan, _ book: TemplateBook, in language: Language
  ) -> String {
    text(message, number: message.codes.number, plan, book, in: language)
  }

  /// With the short number, as every screen shows it; texts carry the whole one.
  func onScreen(
    _ message: Message, _ plan: CityPlan, _ book: TemplateBook, in language: Language
  ) -> String {
    let number = CaseNumber(rawValue: message.codes.number)?.short(prefix: "LL")
    return text(message, number: number ?? message.codes.number, plan, book, in: language)
  }

  /// The sentence with its placeholders, as it holds on the day.
  func sentence(
    _ template: Message.Template, on day: LocalDate, _ book: TemplateBook, in language: Language
  ) -> String {
    book.edition(of: template, on: day)?.text(in: language)
      ?? words[template.key, language] ?? template.key
  }

  private func text(
    _ message: Message, number: String, _ plan: CityPlan, _ book: TemplateBook,
    in language: Language
  ) -> String {
    let codes = message.codes
    var values = ["number": number]
    values["unit"] =
      codes.unit.flatMap { plan.unit($0)?.name(in: language) }
      ?? words.text("message.street", in: language)
    let isPermission = message.template == .mandateConfirmed
    let due = codes.dueAt.map {
      isPermission ? Say.lastDay(until: $0, in: language) : day($0, in: language)
    }
    values["due"] = due ?? words.text("message.no-date", in: language)
    let place = codes.area.map { plan.placeName($0, in: language) } ?? ""
    values["place"] = place.isEmpty ? words.text("message.nearby", in: language) : place
    values["duty"] = codes.duty.flatMap { Self.duties[$0] }.map { words.text($0, in: language) }
    values["n"] = codes.count.map { String($0) }
    let sentence = sentence(
      message.template, on: CityTime.date(of: message.at), book, in: language)
    return Placeholders.fill(sentence, with: values, spaced: language == .chinese)
  }

  private static let duties = [
    "accept": "message.duty.accept", "dispatch": "message.duty.dispatch",
    "contact": "message.duty.contact", "handle": "message.duty.handle",
    "decide": "message.duty.decide", "check": "message.duty.check",
    "review": "message.duty.review", "rate": "message.duty.rate",
  ]

  /// As it goes out by a channel, in Chinese: carriers approve each template once.
  func notice(
    _ message: Message, by channel: Channel, key: String, to address: String, _ plan: CityPlan,
    _ book: TemplateBook
  ) -> Notice {
    guard channel == .push else {
      return Notice(
        key: key, address: address, template: message.template.key,
        title: words.text("message.subject", in: .chinese),
        text: framed(text(message, plan, book, in: .chinese), by: channel))
    }
    // Stands on a locked screen, which others see too: no whole number.
    func wording(_ language: Language) -> Notice.Wording {
      Notice.Wording(
        title: words.text("message.subject", in: language),
        text: onScreen(message, plan, book, in: language))
    }
    let chinese = wording(.chinese)
    var notice = Notice(
      key: key, address: address, template: message.template.key, title: chinese.title,
      text: chinese.text)
    notice.english = wording(.english)
    return notice
  }

  /// With the sender's name, as the channel wants it.
  func framed(_ text: String, by channel: Channel) -> String {
    let frame =
      switch channel {
      case .sms, .flash: "message.sms"
      case .voice: "message.voice"
      case .mini: "message.mini"
      case .mail: "message.mail"
      case .push: "message.push"
      }
    return words.text(frame, ["text": text], in: .chinese)
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
