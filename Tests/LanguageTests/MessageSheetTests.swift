import Kernel
@testable import Language
import Testing

/// What is wrong with a file is said with its line.
struct MessageSheetTests {
  private static let head = "id,user,subject,time,text,likes\n"

  private func read(_ text: String) throws -> (values: [HotMessage], bad: [MessageSheet.BadRow]) {
    let sheet = try MessageSheet(Array(text.utf8), columns: HotMessage.columns)
    return sheet.map { row throws(MessageSheet.BadRow) in try HotMessage(row) }
  }

  private func fault(_ bytes: [UInt8]) -> String? {
    do throws(MessageSheet.Fault) {
      _ = try MessageSheet(bytes, columns: HotMessage.columns)
      return nil
    } catch { return error.description }
  }

  @Test func `good rows are read, quoted ones over lines too`() throws {
    let (values, bad) = try read(
      "\u{FEFF}" + Self.head + "1,u,路灯,2026-05-28T10:00:00+08:00,\"不亮，\n三天了\",7\n")

    #expect(bad == [])
    #expect(values.map(\.text) == ["不亮，\n三天了"])
    #expect(values.map(\.likes) == [7] && values.map(\.user) == ["u"])
  }

  @Test(arguments: [
    ("1,u,路灯,2026-05-28,不亮,0", "is no instant"),
    ("1,u,路灯,昨天,不亮,0", "time “昨天” is no instant"),
    ("1,u,路灯,2026-02-30T10:00:00+08:00,不亮,0", "is no instant"),
    ("1,u,路灯,2026-05-28T10:00:00+08:00,不亮,-1", "likes “-1” is no count"),
    ("1,u,路灯,2026-05-28T10:00:00+08:00,不亮,many", "is no count"),
    (",u,路灯,2026-05-28T10:00:00+08:00,不亮,0", "no id"),
    ("1,u,,2026-05-28T10:00:00+08:00,,0", "neither subject nor text"),
    ("1,u,路灯", "3 fields, the head has 6"),
    ("1,u,路灯,2026-05-28T10:00:00+08:00,\"不亮,0", "a quote is not closed"),
  ])
  func `a bad row is told with line and reason, the others stay`(row: String, reason: String) throws
  {
    let good = "2,u,路灯,2026-05-28T10:00:00+08:00,不亮,0\n"
    let (values, bad) = try read(Self.head + good + row + "\n")

    #expect(values.map(\.id) == ["2"])
    #expect(bad.map(\.line) == [3])
    #expect(bad[0].reason.contains(reason))
  }

  @Test func `an id twice names the first line`() throws {
    let row = "7,u,路灯,2026-05-28T10:00:00+08:00,不亮,0\n"
    let (values, bad) = try read(Self.head + row + row)

    #expect(values.count == 1)
    #expect(bad == [MessageSheet.BadRow(line: 3, reason: "id 7 is that of line 2")])
  }

  @Test func `a file that is none of these is refused as a whole`() throws {
    #expect(fault([]) == "there is nothing in it")
    #expect(fault(Array(Self.head.utf8)) == "there is no row below the head")
    #expect(fault(Array("id,subject,text\n1,a,b\n".utf8)) == "line 1 names no column user, time")
    #expect(
      fault(Array("id,user,id,subject,time,text\n".utf8)) == "line 1 names the column id twice")
    #expect(fault([0xFF, 0xFE, 0x69, 0]) == "it is UTF-16: save it as CSV in UTF-8")
  }

  @Test func `office programs' encoding is read, one broken line is one bad row`() throws {
    let text = Self.head + "1,u,路灯不亮,2026-05-28T10:00:00+08:00,三天了,0\n"
    let bytes = try #require(GB18030.bytes(of: text))
    let sheet = try MessageSheet(bytes, columns: HotMessage.columns)
    #expect(sheet.rows.map { $0.text("subject") } == ["路灯不亮"])

    let good = (1...4).map { "\($0),u,路灯,2026-05-28T10:00:00+08:00,不亮,0\n" }.joined()
    let broken: [UInt8] = Array("9,u,".utf8) + [0xE8, 0xB7] + Array(",,,0\n".utf8)
    let mixed = try MessageSheet(
      Array((Self.head + good).utf8) + broken, columns: HotMessage.columns)
    #expect(mixed.rows.count == 4)
    #expect(mixed.bad == [MessageSheet.BadRow(line: 6, reason: "not UTF-8")])
  }
}
