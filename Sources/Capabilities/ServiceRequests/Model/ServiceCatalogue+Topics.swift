import Contracts
import Kernel

extension ServiceCatalogue {
  /// What a rule of the dispatch catalogue may be about, in the words of both languages.
  func topics(_ words: Words) -> [CityPlan.Topic] {
    func topic(_ code: String, _ key: String) -> CityPlan.Topic {
      CityPlan.Topic(
        code: code, name: words.text(key, in: .chinese), english: words.text(key, in: .english))
    }
    return services.flatMap { service in
      [topic(service.code, "service." + service.code)]
        + service.items.map { topic(service.code + "/" + $0.code, "item." + $0.code) }
    } + Self.classes.map { topic("class:" + $0, "class." + $0) }
  }
}
