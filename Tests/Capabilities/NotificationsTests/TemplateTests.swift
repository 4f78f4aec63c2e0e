import Contracts
import Gateways
import Kernel
import KernelTesting
import Testing

@testable import Notifications

/// Sentences that administrators write: what they may say, and from when they hold.
struct TemplateTests {
  private static let admin = Viewer(person: Identifier(rawValue: "admin"))

  private static func typed(
    _ chinese: String = "您的事 {number} 有结果了", _ english: String = "There is a result for {number}",
    from day: String = "2026-03-03"
  ) -> TemplateActions.Typed {
    TemplateActions.Typed(chinese: chinese, english: english, validOn: day)
  }

  @Test func `the shipped sentences keep the rule themselves`() throws {
    let words = try Words(NotificationsCapability.wordFiles)
    for template in Message.Template.allCases {
      let (zh, en) = (words[template.key, .chinese] ?? "", words[template.key, .english] ?? "")
      #expect(TemplateRule.fault(of: zh, beside: en, for: template) == nil, "\(template)")
      #expect(TemplateRule.fault(of: en, beside: zh, for: template) == nil, "\(template)")
    }
  }

  @Test(
    arguments: [
      ("", TemplateRule.Fault.empty), ("您的事有结果了", .noNumber),
      ("{number} 请找{name}", .unknown("name")), ("{number} {", .unknown("{")),
      ("{number} 见 https://a.example/x", .link), ("{number} 见 linli.cn", .link),
      ("{number} 见 WWW.例子", .link), ("{number} 请打 0999-610 0001", .digits),
      ("{number} 请打１３８００００２０７６", .digits), ("{number} 请打 12345", nil),
      ("{number} 的化验结果出来了", .diagnosis("化验结果")), ("{number} HIV", .diagnosis("hiv")),
      (String(repeating: "字", count: 175) + "{number}", .tooLong(183)),
    ] as [(String, TemplateRule.Fault?)])
  func `what must not be told is named`(sentence: String, fault: TemplateRule.Fault?) {
    #expect(TemplateRule.fault(of: sentence, beside: sentence, for: .reported) == fault)
  }

  @Test func `both languages fill in the same`() {
    #expect(
      TemplateRule.fault(of: "{number}", beside: "{number} {due}", for: .extended) == .lacks("due"))
    #expect(
      TemplateRule.fault(of: "{number} {duty}", beside: "", for: .reported) == .unknown("duty"))
    #expect(TemplateRule.fault(of: "{number} {duty}", beside: "", for: .limitNear) == nil)
  }

  @Test(arguments: Backend.all)
  func `a new wording holds from its day on, and what was told stays as it was told`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    try await town.tell(Neighbourhood.reported)
    try await town.capability.templateActions.put(
      Self.typed(), of: .reported, by: Self.admin, key: nil)
    let before = try await town.texts(to: Neighbourhood.reporter)
    town.clock.advance(days: 1)
    try await town.tell(
      Neighbourhood.moved(
        "report", from: "in_progress", to: "reported", version: 9, at: town.clock.now))
    try await town.runJobs()

    #expect(before == ["您上报的事（编号 LL-0302-0417）有了结果，请打开邻里看一看，办得好不好由您说"])
    #expect(
      try await town.texts(to: Neighbourhood.reporter) == ["您的事 LL-0302-0417 有结果了"] + before)
    #expect(
      try await town.texts(to: Neighbourhood.reporter, in: .english).first
        == "There is a result for LL-0302-0417")
    #expect(
      town.sms.sent.map(\.text).last == "【邻里】您的事 99010120260302W000417 有结果了")
    let entries = try await town.database.read { db in
      try db.rows("SELECT detail FROM audit_entries WHERE action = 'notifications.template'")
        .map { try $0.get("detail", as: String.self) }
    }
    #expect(entries == ["2026-03-03"])
  }

  @Test(arguments: Backend.all)
  func `a wrong one is refused with every field, and nothing is kept`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    let actions = town.capability.templateActions
    await #expect(
      throws: Problem([
        FieldError("chinese", "template.fault.link"), FieldError("english", "template.fault.empty"),
        FieldError("valid_on", "template.fault.day"),
      ])
    ) {
      try await actions.put(
        Self.typed("{number} a.com", "", from: "2026-03-01"), of: .reported, by: Self.admin,
        key: nil)
    }
    #expect(try await actions.book() == .shipped)
  }

  @Test(arguments: [
    ("字", 1), (String(repeating: "字", count: 70), 1), (String(repeating: "字", count: 71), 2),
    (String(repeating: "字", count: 134), 2), (String(repeating: "字", count: 135), 3),
  ])
  func `a text is paid by its parts`(text: String, parts: Int) {
    #expect(TemplateView.parts(text) == parts)
  }

  @Test(
    arguments: [
      ("a@b.cn", "a@b.cn"), (" li.hui+x@Mail.Example.CN ", "li.hui+x@mail.example.cn"),
      ("a@b", nil),
      ("a b@c.cn", nil), ("a@-b.cn", nil), ("a@@b.cn", nil), ("@b.cn", nil), ("李@b.cn", nil),
      ("a@b.cn\nBcc: x@y.cn", nil), (String(repeating: "a", count: 65) + "@b.cn", nil),
    ] as [(String, String?)])
  func `a mail address is one or it is none`(text: String, address: String?) {
    #expect(MailAddress(text)?.text == address)
  }

  @Test(arguments: Backend.all)
  func `a person says once that they know, and only of their own notices`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    let actions = town.capability.actions
    try await town.tell(
      Neighbourhood.moved("refuse", from: "submitted", to: "refused", version: 6, unit: nil))
    try await town.tell(Neighbourhood.reported)
    let cards = try await actions.messages(
      to: Neighbourhood.reporter, limit: 10, in: .chinese)
    let notice = try #require(cards.first { $0.asksAcknowledgement })
    #expect(cards.count == 2 && cards.filter { $0.asksAcknowledgement }.count == 1)

    let id = Identifier<Message>(rawValue: notice.id)
    await #expect(throws: Problem(.notFound)) {
      try await actions.acknowledge(id, by: Neighbourhood.supporter)
    }
    for other in cards where other.id != notice.id {
      await #expect(throws: Problem(.notFound)) {
        try await actions.acknowledge(Identifier(rawValue: other.id), by: Neighbourhood.reporter)
      }
    }
    let at = town.clock.now
    try await actions.acknowledge(id, by: Neighbourhood.reporter)
    town.clock.advance(hours: 1)
    try await actions.acknowledge(id, by: Neighbourhood.reporter)

    let after = try await actions.messages(to: Neighbourhood.reporter, limit: 10, in: .chinese)
    #expect(after.first { $0.id == notice.id }?.acknowledgedAt == at)
    #expect(!after.contains { $0.asksAcknowledgement })
  }
}
