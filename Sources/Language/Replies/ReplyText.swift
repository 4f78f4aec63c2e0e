/// A reply without what says nothing: courtesies, the quoted subject, the date it is signed with.
struct ReplyText {
  let whole: String
  /// What is left to be read.
  let body: String
  /// Characters of the body that are letters, ideographs or digits.
  let length: Int

  init(_ message: AnsweredMessage, _ words: ReplyRules.Words) {
    whole = message.reply
    var body = message.reply.filter { !$0.isWhitespace }
    let subject = message.subject.filter { !$0.isWhitespace }
    // A quotation is no answer: what is said of it afterwards is.
    if subject.count >= 6 { body = body.replacing(subject, with: "") }
    body = Self.unsigned(Self.unaddressed(body))
    for courtesy in words.courtesies { body = body.replacing(courtesy, with: "") }
    self.body = body
    length = body.unicodeScalars.count {
      $0.properties.isAlphabetic || (48...57).contains($0.value)
    }
  }

  func has(_ words: [String]) -> Bool { words.contains { body.contains($0) } }

  /// The same for everybody who got it: no name, no number of the writer, no date.
  var sameness: String { body.filter { !$0.isNumber } }

  /// Numbers in the body: a month, an amount, a room.
  var figures: Int {
    var (count, inside) = (0, false)
    for scalar in body.unicodeScalars {
      let isDigit = (48...57).contains(scalar.value)
      if isDigit, !inside { count += 1 }
      inside = isDigit
    }
    return count
  }

  var sentences: [Substring] {
    body.split { "。！？；!?;".contains($0) }.filter { $0.count > 3 }
  }

  /// Parts that are counted off: 一、 1、 （2） 第三.
  static func items(in text: String) -> Int {
    let marks = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]
    var most = 0
    for (index, mark) in marks.enumerated() {
      let forms = [
        "\(mark)、", "（\(mark)）", "\(mark)是", "第\(mark)", "\(index + 1)、", "（\(index + 1)）",
        "\(index + 1).", "(\(index + 1))", "\(index + 1)．",
      ]
      guard forms.contains(where: { text.contains($0) }) else { break }
      most = index + 1
    }
    return most
  }

  /// Without 网友“UU0082034”.
  private static func unaddressed(_ text: String) -> String {
    guard let open = text.prefix(20).firstIndex(where: { "“\"‘".contains($0) }),
      let close = text[open...].dropFirst().prefix(24).firstIndex(where: { "”\"’".contains($0) }),
      text[..<open].allSatisfy({ "网友市民尊敬的：:".contains($0) })
    else { return text }
    return String(text[text.index(after: close)...])
  }

  /// Without 2019年9月29日 at its end, which is when it was written and no limit.
  private static func unsigned(_ text: String) -> String {
    let tail = text.suffix(12)
    guard let year = tail.firstRange(of: "20"), tail.hasSuffix("日") || tail.hasSuffix("日。"),
      tail[year.lowerBound...].contains("年")
    else { return text }
    return String(text[..<year.lowerBound])
  }
}
