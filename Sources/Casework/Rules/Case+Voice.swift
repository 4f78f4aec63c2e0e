import Kernel

extension Case {
  /// 补充一句, or photos of how it is now; the reporter's words are always for both sides.
  func spoken(
    _ words: String, _ audience: Audience, photos: Int, by role: CaseRole
  ) throws(CaseRefusal) -> CaseChange {
    var change = CaseChange(self)
    change.text = try words.checked(.words, (photos == 0 ? 1 : 0)...1000, of: self)
    change.isPublic = role == .reporter || audience == .reporter
    if photos > 0 { change.data["photos"] = String(photos) }
    return change
  }

  /// 催一下, once a day; who is told of it is the messages' matter.
  func nudged(_ facts: CaseFacts) throws(CaseRefusal) -> CaseChange {
    guard !facts.nudgedToday else { throw .nudgedToday }
    return CaseChange(self)
  }

  /// 我也遇到了: joins instead of filing again, and gets the result too.
  func supported(_ facts: CaseFacts) throws(CaseRefusal) -> CaseChange {
    guard isJoinable else { throw .notShared }
    guard !facts.alreadySupports else { throw .supportedAlready }
    var change = CaseChange(self)
    change.item.supporters += 1
    change.isPublic = false
    return change
  }
}
