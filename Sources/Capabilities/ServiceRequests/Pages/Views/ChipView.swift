internal import Kernel

/// A state as a chip: never colour alone.
struct ChipView: Sendable {
  let look: String
  let icon: String
  var word: String

  init(look: String, icon: String, word: String) {
    self.look = look
    self.icon = icon
    self.word = word
  }

  init(_ state: CaseLook, forResident: Bool, words: Words, in language: Language) {
    self.init(
      look: state.className, icon: state.icon,
      word: words.text(state.word(forResident: forResident), in: language))
  }

  /// Lateness rides beside a state: "已超 5 小时".
  static func over(_ text: String) -> ChipView {
    ChipView(look: "over", icon: "over", word: text)
  }
}
