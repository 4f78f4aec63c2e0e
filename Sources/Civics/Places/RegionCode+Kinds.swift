extension RegionCode {
  public enum TownshipKind: String, Codable, Sendable {
    /// 街道, 镇, 乡, and what the statistics treat like a township.
    case street, town, township
    case townshipLike = "township_like"
  }

  public enum VillageKind: String, Codable, Sendable {
    /// 居委会, 村委会, and what the statistics treat like a village.
    case residentsCommittee = "residents_committee"
    case villagersCommittee = "villagers_committee"
    case villageLike = "village_like"
  }

  /// What the statistical rules say about the lower digits and about cities without counties.
  public struct Rules: Hashable, Codable, Sendable {
    /// One run of township numbers and what it stands for.
    public struct Townships: Hashable, Codable, Sendable {
      public var numbers: ClosedRange<Int>
      public var kind: TownshipKind

      public init(_ numbers: ClosedRange<Int>, _ kind: TownshipKind) {
        self.numbers = numbers
        self.kind = kind
      }
    }

    /// One run of village numbers and what it stands for.
    public struct Villages: Hashable, Codable, Sendable {
      public var numbers: ClosedRange<Int>
      public var kind: VillageKind

      public init(_ numbers: ClosedRange<Int>, _ kind: VillageKind) {
        self.numbers = numbers
        self.kind = kind
      }
    }

    /// Four-digit prefixes.
    public var citiesWithoutCounties: Set<String>
    public var townships: [Townships]
    public var villages: [Villages]

    public init(citiesWithoutCounties: Set<String>, townships: [Townships], villages: [Villages]) {
      self.citiesWithoutCounties = citiesWithoutCounties
      self.townships = townships
      self.villages = villages
    }

    /// Dongguan, Zhongshan, Danzhou; number runs of the statistical division codes.
    public static let standard = Rules(
      citiesWithoutCounties: ["4419", "4420", "4604"],
      townships: [
        Townships(1...99, .street), Townships(100...199, .town), Townships(200...399, .township),
        Townships(400...599, .townshipLike),
      ],
      villages: [
        Villages(1...199, .residentsCommittee), Villages(200...399, .villagersCommittee),
        Villages(400...999, .villageLike),
      ])

    func lacksCounties(_ code: String) -> Bool {
      citiesWithoutCounties.contains(String(code.prefix(4)))
    }
  }

  /// Nil above the township, and for numbers the rules do not know.
  public func townshipKind(by rules: Rules = .standard) -> TownshipKind? {
    guard let number = Int(rawValue.dropFirst(6).prefix(3)) else { return nil }
    return rules.townships.first { $0.numbers.contains(number) }?.kind
  }

  /// Nil above the village, and for numbers the rules do not know.
  public func villageKind(by rules: Rules = .standard) -> VillageKind? {
    guard let number = Int(rawValue.suffix(3)) else { return nil }
    return rules.villages.first { $0.numbers.contains(number) }?.kind
  }
}
