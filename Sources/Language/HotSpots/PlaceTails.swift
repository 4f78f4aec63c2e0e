/// What stands after an end and makes another word of it: 街 of 街道, 城 of 城市, 路 of 路灯.
enum PlaceTails {
  /// What an end is there.
  enum Standing {
    /// The end of a name, for all that follows.
    case free
    /// The end of a name only if the corpus has that name where nothing is joined to it.
    case doubtful
    /// The beginning of another word.
    case none
  }

  private static let (road, street, city): (UInt16, UInt16, UInt16) = (0x8DEF, 0x8857, 0x57CE)
  /// 人民路口 is at 人民路; 十字路口, and 路上 after 放学, are at no road.
  private static let atRoads = Set("口上边旁段".utf16)
  /// 楼道口路灯 are lamps: what belongs to any road says of none that it is one.
  private static let ofRoads = Set("灯面障况线人过网基政程费途牌".utf16)
  /// What goes before 路口, 路上 and 路边 of no road.
  private static let bare = Set("口岔叉字灯各弯半下区内里外侧处条段些".utf16)
  private static let bareWords = ["放学", "上学", "回家", "上班", "下班", "部分", "主要", "沿途"].map(\.units)
  private static let ofCities = Set("市际铁区乡镇".utf16)
  /// 新城市民 and 商城市场 begin anew after 城.
  private static let afterCities = Set("民场".utf16)

  static func standing(of text: [UInt16], at end: Int) -> Standing {
    guard end + 1 < text.count else { return .free }
    let next = text[end + 1]
    switch text[end] {
    case street: return next == 0x9053 ? .none : .free
    case city where ofCities.contains(next):
      let begins = next == 0x5E02 && end + 2 < text.count && afterCities.contains(text[end + 2])
      return begins ? .free : .none
    case road where ofRoads.contains(next): return .doubtful
    case road where atRoads.contains(next):
      guard end >= 2 else { return .doubtful }
      let isBare = bare.contains(text[end - 1]) || bareWords.contains(Array(text[end - 2..<end]))
      return isBare ? .doubtful : .free
    default: return .free
    }
  }
}
