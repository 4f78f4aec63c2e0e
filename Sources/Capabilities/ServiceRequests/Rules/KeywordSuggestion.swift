import Kernel

extension ServiceCatalogue {
  /// What the words point to, and which of them decided; nil when none of ours occur.
  struct Suggestion: Sendable, Hashable {
    let service: String
    let item: String
    let because: [String]
  }

  /// The kind with the most weight: words of the title count three times, long words more than
  /// short ones.
  ///
  /// Explained by its words, so that a person can overrule it knowing why.
  func suggestion(title: String, body: String) -> Suggestion? {
    let title = FoldedText(title)
    let body = FoldedText(body)
    var best: (suggestion: Suggestion, weight: Int)?
    for service in services {
      for item in service.items {
        var weight = 0
        var because: [String] = []
        for word in item.words {
          let inTitle = title.contains(word)
          guard inTitle || body.contains(word) else { continue }
          weight += word.count * (inTitle ? 3 : 1)
          because.append(word)
        }
        if weight > best?.weight ?? 0 {
          best = (Suggestion(service: service.code, item: item.code, because: because), weight)
        }
      }
    }
    return best?.suggestion
  }
}
