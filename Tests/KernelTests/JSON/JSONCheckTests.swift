import Testing

@testable import Kernel

/// What a JSON body must be before anything looks into it.
struct JSONCheckTests {
  private static func fault(_ text: String) -> JSONCheck.Fault? {
    do throws(JSONCheck.Fault) {
      try JSONCheck.check(Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    "{}", " [ 1 , -2.5e3, true,false,null, \"\" ] ", "\"x\"", "7", #"{"a":{"b":[{"a":1}]}}"#,
    #"{"a":"\"\\\/\b\f\n\r\tü\ud83d\ude00"}"#, "{\"字\":\"字\u{7F}\"}", #"{"a":1,"A":2}"#,
    #"{"a":"\\u0000"}"#,
  ])
  func `what is JSON passes`(text: String) {
    #expect(Self.fault(text) == nil)
  }

  @Test(arguments: [
    "", " ", "{", "[", "{]", "[1 2]", "{\"a\"}", "{\"a\":}", "{a:1}", "[1,]", "{\"a\":1,}", "{} x",
    "\"", "\"\\x\"", "\"\\u12\"", "\"\n\"", "\u{0}", "[\"a\u{0}\"]", #"{"a":"\u000"}"#, ",", ":",
    "\u{FEFF}{}",
  ])
  func `what is not is broken`(text: String) {
    guard case .broken = Self.fault(text) else {
      // A byte order mark is a word that no decoder knows.
      #expect(text.hasPrefix("\u{FEFF}"), "\(text)")
      return
    }
  }

  @Test(arguments: [#"{"a":"\u0000"}"#, #"{"a":"\\\u0000"}"#, #"{"\u0000":1}"#])
  func `what an engine cannot keep is told apart`(text: String) {
    #expect(Self.fault(text) == .nul)
  }

  @Test(arguments: [
    #"["\ud800"]"#, #"["\ud800x"]"#, #"["\ud800A"]"#, #"["\udc00"]"#, #"["\ud800\n"]"#,
  ])
  func `half a character is told apart`(text: String) {
    #expect(Self.fault(text) == .half)
  }

  @Test func `a name stands once in an object, however it is written`() {
    #expect(Self.fault(#"{"a":1,"b":2,"a":3}"#) == .twice("a"))
    #expect(Self.fault(#"{"a":1,"\u0061":2}"#) == .twice("a"))
    #expect(Self.fault(#"[{"a":1},{"a":1}]"#) == nil)
  }

  @Test func `nesting has an end`() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(Self.fault(nested(JSONCheck.mostDeep)) == nil)
    #expect(Self.fault(nested(JSONCheck.mostDeep + 1)) == .tooDeep)
    #expect(Self.fault(nested(1_000_000)) == .tooDeep)
  }

  @Test func `bytes that are no UTF-8 are no JSON`() {
    #expect(throws: JSONCheck.Fault.noUTF8) { try JSONCheck.check([0x22, 0xC0, 0xAF, 0x22]) }
    #expect(throws: JSONCheck.Fault.noUTF8) { try JSONCheck.check([0xFF, 0xFE, 0x7B, 0x00]) }
  }
}
