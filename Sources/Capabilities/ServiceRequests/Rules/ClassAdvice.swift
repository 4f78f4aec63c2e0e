/// What the words of a case point to, and which of them decided.
///
/// Told by whoever reads them; a person takes it or leaves it.
public struct ClassAdvice: Sendable, Hashable {
  /// A class of ours, or a name that `ServiceCatalogue` knows for one.
  public let label: String
  /// From 0 to 1.
  public let score: Double
  public let because: [String]

  public init(label: String, score: Double, because: [String]) {
    self.label = label
    self.score = score
    self.because = because
  }
}

/// Reads a title and a text.
public typealias ClassAdviser = @Sendable (_ title: String, _ text: String) -> ClassAdvice?

extension ServiceCatalogue {
  /// Below this it is more often another class than this one, and nothing is said.
  static let surest = 0.5

  /// Classes that cities give to messages and the seven here that hold them, as of 27 November 2026.
  ///
  /// The names are those of the eighth “Teddy Cup” data challenge (2020). Transport has no class of its
  /// own here (docs/rules.md §7): its types are of housing_urban.
  private static let namedElsewhere = [
    "城乡建设": "housing_urban", "交通运输": "housing_urban", "劳动和社会保障": "employment",
    "教育文体": "education", "卫生计生": "health", "商贸旅游": "livelihood", "环境保护": "environment",
  ]

  /// The class of a label; nil when it is none that holds here.
  static func classCode(ofLabel label: String) -> String? {
    classes.contains(label) ? label : namedElsewhere[label]
  }
}
