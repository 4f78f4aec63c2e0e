import Testing

@testable import Kernel

struct FoldedTextTests {
  @Test(arguments: [
    ("路灯，坏了。", "路灯,坏了。"), ("ＡＢＣａｂｃ１２３！", "abcabc123!"), ("LED 灯 Z z", "led 灯 z z"),
    ("", ""), ("ÀÉÎ İ ẞ Σ Ⅳ Ⓐ", "àéî i\u{307} ß σ ⅳ ⓐ"), ("👵🏻𠮷", "👵🏻𠮷"), ("カナ한글", "カナ한글"),
    ("a\u{0}b\u{7f}", "a\u{0}b\u{7f}"),
  ])
  func `text is lower case and of plain width`(text: String, folded: String) {
    #expect(FoldedText(text).text.unicodeScalars.elementsEqual(folded.unicodeScalars))
    #expect(FoldedText(folded).text == FoldedText(text).text)
  }

  @Test func `every character folds as its own lower case`() {
    for value in (0...UInt32(0x2FFFF)).filter({ $0 % 7 == 0 || $0 < 0x3000 }) {
      guard let scalar = Unicode.Scalar(value), !(0xFF01...0xFF5E).contains(value) else { continue }
      let folded = FoldedText(String(scalar)).text
      #expect(
        folded.unicodeScalars.elementsEqual(scalar.properties.lowercaseMapping.unicodeScalars))
    }
  }

  @Test func `words occur byte by byte`() {
    #expect(FoldedText("有 GAS Leak！").contains("gas leak"))
    #expect(FoldedText("起火").contains("火"))
    #expect(!FoldedText("起火").contains("着火"))
    #expect(FoldedText("x").contains(""))
    #expect(!FoldedText("").contains("x"))
  }
}
