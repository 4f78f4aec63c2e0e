import Testing

@testable import Kernel

struct CSVTests {
  private func parse(_ text: String) throws -> [CSV.Record] { try CSV.parse(Array(text.utf8)) }

  @Test func `quotes hold commas, quotes and line breaks, and lines are counted through them`()
    throws
  {
    let records = try parse("\u{FEFF}a,b\r\n\"x,\"\"y\"\"\n2\",z\nlast,\n")
    #expect(
      records == [
        CSV.Record(line: 1, fields: ["a", "b"]),
        CSV.Record(line: 2, fields: ["x,\"y\"\n2", "z"]),
        CSV.Record(line: 4, fields: ["last", ""]),
      ])
  }

  @Test func `a broken file says where`() {
    #expect(throws: CSV.Fault(line: 2, reason: "a quote is not closed")) { try parse("a\n\"b") }
    #expect(throws: CSV.Fault(line: 1, reason: "text after a closing quote")) {
      try parse("\"a\"b\n")
    }
    #expect(throws: CSV.Fault(line: 2, reason: "not UTF-8")) {
      try CSV.parse(Array("a\n".utf8) + [0xFF, 10])
    }
  }

  @Test func `a bad record costs itself and no other`() {
    let bytes =
      Array("a,b\n".utf8) + [0xFF] + Array(",\"1\n2\"\n3,\"open\n4,\"d\"\n5,\"e\"f\n6,g".utf8)

    let (records, faults) = CSV.read(bytes)

    #expect(records.map(\.fields) == [["a", "b"], ["4", "d"], ["6", "g"]])
    #expect(records.map(\.line) == [1, 5, 7])
    #expect(
      faults == [
        CSV.Fault(line: 2, reason: "not UTF-8"),
        CSV.Fault(line: 4, reason: "text after a closing quote"),
        CSV.Fault(line: 6, reason: "text after a closing quote"),
      ])
  }

  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("=1+1", "\"'=1+1\""), ("-5", "\"-5\""),
    ("说“好”", "说“好”"), ("a\"b", "\"a\"\"b\""), ("+1+2", "\"'+1+2\""), ("-2+3", "\"'-2+3\""),
    ("@SUM(A1)", "\"'@SUM(A1)\""), ("＝1+1", "\"'＝1+1\""), ("\t=1", "\"'\t=1\""),
    ("\r=1", "\"'\r=1\""), ("好;=1+1", "\"好;=1+1\""), ("1=1", "1=1"), ("", ""),
  ])
  func `what is written can be opened by a spreadsheet without harm`(text: String, written: String)
  {
    #expect(CSV.field(text) == written)
  }

  @Test func `a line that was written is read back`() throws {
    let fields = ["一", "", "a,b", "c\"d", "e\r\nf", "g;h"]

    #expect(try parse(CSV.line(fields)).map(\.fields) == [fields])
  }
}
