import Testing

@testable import Language

struct TriageTableTests {
  private func reasons(_ head: String, _ lines: [String], _ use: TriageTable.Use) -> [String] {
    TriageTable(TriageFixtures.csv(head, lines), for: use).faults.map(\.description)
  }

  @Test func `columns are found by name, others are not looked at`() {
    let table = TriageTable(
      TriageFixtures.csv("text,user,subject,id", ["灯坏了,u,路灯,7"]), for: .answering)

    #expect(table.faults == [])
    #expect(table.rows.map(\.id) == ["7"])
    #expect(table.rows.map(\.message) == [TriageMessage(subject: "路灯", text: "灯坏了")])
  }

  @Test func `a missing column, an empty file and a file without rows are told`() {
    #expect(
      reasons("id,subject", ["1,a"], .learning)
        == ["line 1: no column text, label; the head is id,subject"])
    #expect(TriageTable([], for: .answering).faults.map(\.reason) == ["the file is empty"])
    #expect(reasons("id,subject,text", [], .answering) == ["line 1: no rows below the head"])
  }

  @Test func `each row that cannot be used is told with its line`() {
    #expect(
      reasons("id,subject,text", ["1,a,b", ",a,b", "3,,", "4,a"], .answering) == [
        "line 3: no id", "line 4: neither subject nor text", "line 5: 2 fields, the head has 3",
      ])
  }

  @Test func `a row that is not UTF-8 and a quote that is not closed are told`() {
    let bytes = TriageFixtures.csv("id,subject,text", ["1,a,b"]) + [10, 50, 44, 0xC4, 0xE3, 44, 98]
    #expect(TriageTable(bytes, for: .answering).faults.map(\.description) == ["line 3: not UTF-8"])
    #expect(
      reasons("id,subject,text", ["1,\"a,b"], .answering) == ["line 2: a quote is not closed"])
  }

  @Test func `an id that stands twice is answered twice, and told`() {
    let table = TriageTable(
      TriageFixtures.csv("id,subject,text", ["1,a,b", "1,c,d"]), for: .answering)

    #expect(table.faults == [])
    #expect(table.rows.count == 2)
    #expect(table.notes.map(\.line) == [3])
  }

  @Test func `a label with few messages and one that is missing are told`() {
    let lines = (1...5).flatMap { ["\($0),t,路灯\($0),甲", "\($0),t,学校\($0),乙"] }

    #expect(
      reasons("id,subject,text,label", lines + ["9,t,垃圾,丙", "10,t,没有,"], .learning) == [
        "line 12: label “丙” has fewer than 5 messages: is it misspelt?", "line 13: no label",
      ])
  }

  @Test func `the same text counts once, with its first class`() {
    let lines = (1...5).flatMap { ["\($0),t,路灯\($0),甲", "\($0),t,学校\($0),乙"] }
    let table = TriageTable(
      TriageFixtures.csv("id,subject,text,label", lines + ["11,t,路灯1。,乙"]), for: .learning)

    #expect(table.faults == [])
    #expect(table.examples.count == 10)
    #expect(table.notes.map(\.reason) == ["left out, the same text as line 2, where it is 甲"])
  }

  @Test func `one class alone teaches nothing`() {
    let lines = (1...6).map { "\($0),t,路灯\($0),甲" }

    #expect(
      reasons("id,subject,text,label", lines, .learning)
        == ["line 1: all messages have the same label"])
  }
}
