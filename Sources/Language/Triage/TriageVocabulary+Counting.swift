import Foundation

extension TriageVocabulary {
  /// What occurs in at least two of the messages with a class, and in the text in one message of 400
  /// of all; rarity is counted over all messages, those without a class too.
  init(lexicon: TriageLexicon, labelled: [[GramText]], others: [[GramText]]) {
    let all = Float(labelled.count + others.count)
    let commonest = max(2, (labelled.count + others.count + 399) / 400)
    var grams: [[GramText.Gram]] = []
    var rarity: [[Float]] = []
    for field in TriageField.allCases {
      var counts: [GramText.Gram: (labelled: Int32, all: Int32)] = [:]
      for message in labelled {
        for gram in Self.distinct(message[field.rawValue]) {
          counts[gram, default: (0, 0)].labelled += 1
          counts[gram, default: (0, 0)].all += 1
        }
      }
      counts = counts.filter { $0.value.labelled >= 2 }
      for message in others {
        for gram in Self.distinct(message[field.rawValue]) { counts[gram]?.all += 1 }
      }
      if field == .text { counts = counts.filter { $0.value.all >= commonest } }
      let sorted = counts.sorted { $0.key < $1.key }
      grams.append(sorted.map(\.key))
      rarity.append(sorted.map { log((1 + all) / (1 + Float($0.value.all))) + 1 })
    }
    let table = WordTable(lexicon.words)
    var found = [Int32](repeating: 0, count: lexicon.words.count)
    for message in labelled + others {
      let text = message[TriageField.text.rawValue]
      var seen: Set<Int32> = []
      text.eachGram { gram, start, length in
        table.each(gram, at: start, length, in: text.scalars) { word, _ in
          if seen.insert(word).inserted { found[Int(word)] += 1 }
        }
      }
    }
    // A long word says more than a short one.
    let wordRarity = found.enumerated().map { word, count in
      log((1 + all) / (1 + Float(count))) * Float(table.length(word)).squareRoot()
    }
    self.init(lexicon: lexicon, grams: grams, gramRarity: rarity, wordRarity: wordRarity)
  }

  private static func distinct(_ text: GramText) -> [GramText.Gram] {
    var all: [GramText.Gram] = []
    text.eachGram { gram, _, _ in all.append(gram) }
    all.sort()
    var distinct: [GramText.Gram] = []
    for gram in all where gram != distinct.last { distinct.append(gram) }
    return distinct
  }
}
