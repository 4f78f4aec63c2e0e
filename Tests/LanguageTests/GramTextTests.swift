import Testing

@testable import Language

struct GramTextTests {
  @Test func `full width and capitals are compared as their plain forms, and shown as written`() {
    let text = GramText("ＫＴＶ，Ktv")

    #expect(
      text.scalars == Array("ktv".unicodeScalars.map(\.value)) + [0]
        + Array("ktv".unicodeScalars.map(\.value)))
    #expect(text.words(0..<3) == "ＫＴＶ")
    #expect(text.words(4..<7) == "Ktv")
  }

  @Test func `grams do not reach over a comma`() {
    var found: [String] = []
    GramText("路灯，坏").eachGram { gram, _, _ in found.append(GramText.text(of: gram)) }

    #expect(found == ["路", "路灯", "灯", "坏"])
  }

  @Test func `marks without width do not part a word`() {
    #expect(GramText("路\u{200B}灯").scalars == GramText("路灯").scalars)
  }

  @Test func `nothing has no grams`() {
    for text in ["", "，。 \n", "🙂"] {
      var count = 0
      GramText(text).eachGram { _, _, _ in count += 1 }
      #expect(count == 0)
    }
  }

  @Test func `words of any length are found where they stand, and not where the text ends`() {
    let table = WordTable(["灯", "路灯", "小区路灯", "小区路灯坏了"])
    let text = GramText("小区路灯坏")
    var found: [String] = []
    text.eachGram { gram, start, length in
      table.each(gram, at: start, length, in: text.scalars) { word, length in
        found.append("\(table.words[Int(word)])@\(start)+\(length)")
      }
    }

    #expect(found.sorted() == ["小区路灯@0+4", "灯@3+1", "路灯@2+2"])
  }
}
