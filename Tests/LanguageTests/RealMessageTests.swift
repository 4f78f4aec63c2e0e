import Foundation
import Kernel
import Language
import Testing

/// What is found in the real public messages, where `LINLI_PUBLIC_DATA` names their folder.
@Suite(.enabled(if: RealMessages.isHere, "set LINLI_PUBLIC_DATA to the folder with messages.csv"))
struct RealMessageTests {
  private static let messages = RealMessages.messages()
  /// Found once; who waits for it leaves its thread to others.
  private static let finding = Task { HotSpots.find(messages) }

  /// Ids of messages whose subject has all these words.
  private func ids(_ words: String...) -> Set<String> {
    Set(Self.messages.filter { one in words.allSatisfy { one.subject.contains($0) } }.map(\.id))
  }

  @Test func `every message is in one hot spot at most, and the hottest come first`() async {
    let spots = await Self.finding.value
    let all = spots.flatMap(\.ids)

    #expect(Self.messages.count == 4326)
    #expect(all.count == Set(all).count && all.count > 800)
    #expect(spots.map(\.heat) == spots.map(\.heat).sorted(by: >))
  }

  @Test(arguments: [
    (["丽发新城", "搅拌"], "丽发新城", 0.95), (["伊景园滨河苑", "车位"], "伊景园", 0.95),
    (["58车贷"], "58车贷", 0.9), (["魅力之城", "油烟"], "魅力之城", 0.9),
    (["凉塘路", "旧城改造"], "凉塘路", 0.9), (["人才", "购房补贴"], "人才购房", 0.6),
  ])
  func `a matter that is known to be hot is one hot spot`(
    words: [String], place: String, least: Double
  ) async throws {
    let spots = await Self.finding.value
    let wanted = Set(
      Self.messages.filter { one in words.allSatisfy { one.subject.contains($0) } }.map(\.id))
    let best = try #require(
      spots.max { wanted.intersection($0.ids).count < wanted.intersection($1.ids).count })

    #expect(best.place.contains(place))
    #expect(Double(wanted.intersection(best.ids).count) >= Double(wanted.count) * least)
  }

  @Test func `other matters of the same estate stay out`() async throws {
    let spots = await Self.finding.value
    let mixer = try #require(spots.first { $0.place.contains("丽发新城") })

    #expect(ids("丽发新城", "断业主家水").isDisjoint(with: mixer.ids))
    #expect(ids("丽发新城", "垃圾站").isDisjoint(with: mixer.ids))
    #expect(ids("魅力之城", "开裂").isDisjoint(with: mixer.ids))
    let smoke = try #require(
      spots.first { !ids("魅力之城", "油烟").isDisjoint(with: $0.ids) })
    #expect(ids("魅力之城", "开裂").isDisjoint(with: smoke.ids))
    #expect(ids("魅力之城", "入学").isDisjoint(with: smoke.ids))
  }

  @Test func `replies that say nothing are told, long ones are worth more`() throws {
    let messages = try RealMessages.replies()
    let read = ReplyReader().read(messages)
    func mean(_ holds: (AnsweredMessage) -> Bool) -> Double {
      let some = zip(messages, read).filter { holds($0.0) }.map { Double($0.1.total) }
      return some.reduce(0, +) / Double(max(1, some.count))
    }

    #expect(messages.count == 2816)
    for (message, quality) in zip(messages, read) where message.reply == "网友：您好！留言已收悉" {
      #expect(quality.gaps.contains(.receipt) && quality.completeness == 0)
    }
    #expect(read.count { $0.gaps.contains(.receipt) } < 200)
    #expect(read.count { $0.gaps.contains(.passed) } > 10)
    #expect(mean { $0.reply.count > 200 } > mean { $0.reply.count < 60 } + 20)
  }
}

enum RealMessages {
  static let folder: String? = {
    guard let root = ProcessInfo.processInfo.environment["LINLI_PUBLIC_DATA"] else { return nil }
    return [root, root + "/public-messages"].first {
      FileManager.default.fileExists(atPath: $0 + "/messages.csv")
    }
  }()

  static var isHere: Bool { folder != nil }

  private static func bytes(_ name: String) -> [UInt8] {
    folder.flatMap { FileManager.default.contents(atPath: $0 + "/" + name) }.map { [UInt8]($0) }
      ?? []
  }

  /// Empty where there is no folder: the suite is skipped then.
  static func messages() -> [HotMessage] {
    guard isHere,
      let sheet = try? MessageSheet(bytes("messages.csv"), columns: HotMessage.columns)
    else { return [] }
    return sheet.map { row throws(MessageSheet.BadRow) in try HotMessage(row) }.values
  }

  static func replies() throws -> [AnsweredMessage] {
    try MessageSheet(bytes("messages_with_replies.csv"), columns: AnsweredMessage.columns)
      .map { row throws(MessageSheet.BadRow) in try AnsweredMessage(row) }.values
  }
}
