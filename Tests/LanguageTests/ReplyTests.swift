import Kernel
import Language
import Testing

/// What a reply lacks, by its words.
struct ReplyTests {
  private static let good = """
    您好！经现场核查，柳巷花园东侧3盏路灯确因电缆老化不亮。根据《城市道路照明设施管理规定》，路灯由区城管局维护。因电缆需更换，\
    我局已安排维修队进场，将于6月10日前修复并亮灯。如有疑问，请联系城管局照明科，电话0470-0000000。
    """

  private func message(
    _ reply: String, id: String = "1", subject: String = "柳巷花园路灯不亮何时能修",
    text: String = "小区东侧路灯不亮，请问什么时候能修好？", days: Double = 3
  ) -> AnsweredMessage {
    AnsweredMessage(
      id: id, subject: subject, text: text, at: Invented.start, reply: reply,
      repliedAt: reply.isEmpty
        ? nil : Timestamp(milliseconds: Invented.start.rawValue + Int64(days * 86_400_000)))
  }

  private func read(_ message: AnsweredMessage) -> ReplyQuality { ReplyReader().read(message) }

  @Test func `a whole reply lacks nothing`() {
    let quality = read(message(Self.good))

    #expect(quality.gaps == [])
    #expect(quality.completeness == 100 && quality.interpretability == 100)
    #expect(quality.timeliness == 100)
    #expect(quality.relevance >= 80 && quality.total >= 90)
  }

  @Test func `no reply is nothing of anything`() {
    let quality = read(message(""))

    #expect(quality.gaps == [.noReply])
    #expect(quality.total == 0 && quality.timeliness == 0)
  }

  @Test(arguments: ["已收悉", "网友：您好！留言已收悉", "您好，您的留言已收悉，感谢您对我们工作的关心与支持！", "2026年5月29日"])
  func `a receipt is no answer`(reply: String) {
    let quality = read(message(reply))

    #expect(quality.gaps.contains(.receipt))
    #expect(quality.relevance == 0 && quality.completeness == 0)
  }

  @Test func `passed on is no result`() {
    let quality = read(message("您的留言已收悉。关于您反映的问题，已转区城管局调查处理。"))

    #expect(quality.gaps.contains(.passed) && !quality.gaps.contains(.finding))
    #expect(quality.completeness <= 25)
  }

  @Test func `a date is missed where one was asked for or something is promised`() {
    let undated = Self.good.replacing("将于6月10日前", with: "将尽快")
    #expect(read(message(undated)).gaps == [.date])
    // Nobody asked, nothing is to come.
    let done = "您好！经现场核查，路灯因电缆老化不亮，根据规定由城管局维护，3盏路灯已修复完成，2号楼前也查过，电话0470-0000000，谢谢您的提醒和监督。"
    let asked = message(done, subject: "柳巷花园路灯不亮", text: "路灯不亮，请修一修路灯。")
    #expect(!read(asked).gaps.contains(.date))
  }

  @Test func `the day it is signed with is no date`() {
    let undated = Self.good.replacing("将于6月10日前", with: "将尽快") + "2026年5月31日"
    #expect(read(message(undated)).gaps == [.date])
  }

  @Test func `the subject quoted is no answer to it`() {
    let quoted = read(message("您好！您反映的“柳巷花园路灯不亮何时能修”收悉，我单位高度重视，感谢您的监督和理解，祝您阖家幸福安康。"))
    #expect(quoted.gaps.contains(.offTopic))
  }

  @Test func `grounds, reasons, findings and telephones are missed one by one`() {
    let bare = read(message("您好，柳巷花园的路灯我们会修好的，请小区东侧的居民耐心一些，给大家添了麻烦，十分抱歉，也谢谢居民们的理解。"))
    #expect(Set([.finding, .basis, .contact]).isSubset(of: Set(bare.gaps)))
  }

  @Test func `several matters want several answers`() {
    let asked = message(
      "经核实，路灯因电缆老化不亮，根据规定已安排于6月10日前修复，电话0470-0000000", text: "一、路灯不亮。二、垃圾没人收。三、电梯坏了。")
    #expect(read(asked).gaps.contains(.unanswered))
    #expect(!read(message(Self.good)).gaps.contains(.unanswered))
  }

  @Test(arguments: [(3.0, 100), (15.0, 100), (37.5, 50), (60.0, 0), (400.0, 0)])
  func `time counts in full up to fifteen days and not after sixty`(days: Double, points: Int) {
    let quality = read(message(Self.good, days: days))
    #expect(quality.timeliness == points)
    #expect(quality.gaps.contains(.late) == (days > 15))
  }

  @Test func `the same reply to different messages is a copy`() {
    let reply = "您好！经核实，该问题已由相关部门按照规定处理完成，如有疑问请拨打电话0470-0000000咨询，感谢您的支持。"
    let subjects = ["路灯不亮", "垃圾没人收", "电梯坏了"]
    let copied = subjects.enumerated().map {
      message("网友“UU00\($0)”" + reply, id: "\($0)", subject: $1, text: $1)
    }

    #expect(ReplyReader().read(copied).allSatisfy { $0.gaps.contains(.copied) })
    #expect(ReplyReader().read(Array(copied[..<2])).allSatisfy { !$0.gaps.contains(.copied) })
    // The same person asking the same thing again gets the same answer, and may.
    let same = (0..<4).map { message(reply, id: "\($0)") }
    #expect(ReplyReader().read(same).allSatisfy { !$0.gaps.contains(.copied) })
  }

  @Test func `rules that make no sense are told`() {
    var rules = ReplyRules.shipped
    #expect(rules.fault == nil)
    rules.weights = [1, 1, 1, 1]
    #expect(rules.fault != nil)
    rules = .shipped
    rules.lastDays = 3
    #expect(rules.fault != nil)
  }

  @Test func `a row of a file says what is wrong with it`() throws {
    let head = "id,subject,time,text,reply,replied_at\n"
    func bad(_ row: String) throws -> String? {
      try MessageSheet(Array((head + row + "\n").utf8), columns: AnsweredMessage.columns)
        .map { row throws(MessageSheet.BadRow) in try AnsweredMessage(row) }.bad.first?.reason
    }
    let at = "2026-05-28T10:00:00+08:00"

    #expect(try bad("1,a,\(at),b,,") == nil)
    #expect(try bad("1,a,\(at),b,c,\(at)") == nil)
    #expect(try bad("1,a,\(at),b,c,") == "a reply without replied_at")
    #expect(
      try bad("1,a,\(at),b,c,2026-05-27T10:00:00+08:00") == "the reply is older than the message")
    #expect(try bad("1,a,\(at),b,c,soon")?.contains("no instant") == true)
  }
}
