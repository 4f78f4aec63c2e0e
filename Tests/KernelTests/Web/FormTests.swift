import KernelTesting
import Testing

@testable import Kernel

struct FormTests {
  @Test func `a field is its first value without the blanks around it`() {
    let form = Form(values: [
      "a": ["\u{3000} 路灯 \n", "second"], "b": [" \t"], "c": ["12"], "d": ["1.5"], "e": [],
    ])

    #expect(form.text("a") == "路灯")
    #expect(form.all("a").count == 2)
    #expect(form.text("b") == nil && form.text("e") == nil && form.text("f") == nil)
    #expect(form.number("c") == 12 && form.number("d") == nil && form.number("a") == nil)
    #expect(form.isOn("c") && !form.isOn("b"))
    #expect(form.all("f") == [])
  }

  @Test func `trimming takes nothing from the middle and nothing twice`() {
    var chance = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let text = Fuzz.text(length: 8, &chance) + " 字 " + Fuzz.text(length: 8, &chance)
      let trimmed = text.trimmed

      #expect(text.contains(trimmed) && trimmed.contains("字"))
      #expect(trimmed.trimmed == trimmed)
    }
  }

  @Test func `a form's mark fits its own browser and key only`() {
    let mark = FormMark(key: [UInt8](repeating: 1, count: 32))
    let other = FormMark(key: [UInt8](repeating: 2, count: 32))
    let made = mark.mark(for: "token", salt: [1, 2, 3])

    #expect(mark.fits(made, token: "token"))
    #expect(!mark.fits(made, token: "other") && !other.fits(made, token: "token"))
    #expect(made != mark.mark(for: "token", salt: [3, 2, 1]))
    #expect(!mark.fits("", token: "token") && !mark.fits(made + "A", token: "token"))
  }

  @Test(arguments: [
    ("/my", "/my"), ("/case/1?a=b", "/case/1?a=b"), (nil, "/"), ("", "/"), ("my", "/"),
    ("//evil.example", "/"), ("/\\evil.example", "/"), ("https://evil.example", "/"),
    ("/a\r\nSet-Cookie: x", "/"), ("/路", "/"), ("/" + String(repeating: "a", count: 500), "/"),
  ])
  func `one is sent back to this site only`(path: String?, safe: String) {
    #expect(OwnPath.safe(path) == safe)
  }
}
