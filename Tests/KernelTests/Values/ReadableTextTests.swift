import Testing

@testable import Kernel

/// What is left of a typed text once nobody can be misled by what cannot be seen.
struct ReadableTextTests {
  @Test(arguments: [
    ("路灯坏了", "路灯坏了"), ("  路灯\u{3000}\n", "路灯"), ("a\tb\r\nc", "a\tb\r\nc"),
    ("👨‍👩‍👧", "👨‍👩‍👧"), ("❤️", "❤️"), ("می‌خواهم", "می‌خواهم"), ("ᠮᠣᠩᠭᠣᠯ᠎ᠤᠨ", "ᠮᠣᠩᠭᠣᠯ᠎ᠤᠨ"),
    ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"), ("e\u{301}", "e\u{301}"), ("\u{200E}א", "\u{200E}א"),
  ])
  func `what is written stays`(typed: String, read: String) {
    #expect(typed.readable == read)
  }

  @Test(arguments: [
    ("\u{202E}gpj.exe\u{202C}", "gpj.exe"), ("a\u{2066}b\u{2069}", "ab"), ("路\u{200B}灯", "路灯"),
    ("\u{FEFF}路灯", "路灯"), ("a\u{0}b\u{7}c\u{9F}", "abc"), ("a\u{2060}b", "ab"),
  ])
  func `what cannot be seen and means nothing goes`(typed: String, read: String) {
    #expect(typed.readable == read)
  }

  @Test(arguments: ["", " ", "\u{200B}", "\u{200D}\u{FE0F}", "\u{3164}", "\u{202E}\u{3000}\u{AD}"])
  func `nothing but what cannot be seen is nothing`(typed: String) {
    #expect(typed.readable.isEmpty)
  }
}
