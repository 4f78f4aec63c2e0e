import Foundation

/// What is looked for in messages, where it stands in a row, and how rare it is.
struct TriageVocabulary: Sendable {
  let lexicon: TriageLexicon
  /// Characters and groups of up to three, by field; the place is that in the field's block.
  let grams: [[GramText.Gram]]
  let gramRarity: [[Float]]
  let wordRarity: [Float]
  let table: WordTable
  private let places: [[GramText.Gram: Int32]]
  private let starts: [Int32]

  init(
    lexicon: TriageLexicon, grams: [[GramText.Gram]], gramRarity: [[Float]], wordRarity: [Float]
  ) {
    self.lexicon = lexicon
    self.grams = grams
    self.gramRarity = gramRarity
    self.wordRarity = wordRarity
    table = WordTable(lexicon.words)
    places = grams.map { grams in
      Dictionary(uniqueKeysWithValues: grams.enumerated().map { ($1, Int32($0)) })
    }
    let (words, groups) = (lexicon.words.count, lexicon.groups.count)
    let sizes = [grams[0].count, grams[1].count, words, words, groups, groups]
    starts = sizes.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1)) }
  }

  /// How many places a row has, without the one that is always 1.
  var count: Int { Int(starts[starts.count - 1]) }

  func start(of block: TriageBlock) -> Int32 { starts[block.rawValue] }
}

extension TriageVocabulary {
  /// The message as numbers; `fields` are its title and its text.
  func row(_ fields: [GramText]) -> TriageRow {
    var row = TriageRow()
    var words: [[(Int32, Float)]] = []
    for field in TriageField.allCases {
      let found = self.found(in: fields[field.rawValue], field)
      let rarity = gramRarity[field.rawValue]
      row.add(
        found.grams.map { place, count in
          (place + start(of: .init(grams: field)), (1 + log(Float(count))) * rarity[Int(place)])
        }, scale: TriageBlock(grams: field).scale)
      words.append(found.words.map { ($0, log1p(Float($1)) * wordRarity[Int($0)]) })
    }
    for block in [TriageBlock.subjectWords, .textWords] {
      let start = start(of: block)
      row.add(
        words[block == .subjectWords ? 0 : 1].map { ($0 + start, $1) }, scale: block.scale)
    }
    for block in [TriageBlock.subjectGroups, .textGroups] {
      var sums = [Float](repeating: 0, count: lexicon.groups.count)
      for (word, value) in words[block == .subjectGroups ? 0 : 1] {
        let groups = lexicon.memberships[Int(word)]
        for group in groups { sums[group] += value / Float(groups.count) }
      }
      let start = start(of: block)
      row.add(
        sums.enumerated().filter { $1 != 0 }.map { (Int32($0) + start, $1) }, scale: block.scale)
    }
    return row
  }

  /// Known grams and words of one field with how often they stand there, in ascending order.
  private func found(
    in text: GramText, _ field: TriageField
  ) -> (grams: [(Int32, Int)], words: [(Int32, Int)]) {
    var grams: [Int32] = []
    var words: [Int32] = []
    let places = places[field.rawValue]
    text.eachGram { gram, start, length in
      if let place = places[gram] { grams.append(place) }
      table.each(gram, at: start, length, in: text.scalars) { word, _ in words.append(word) }
    }
    return (Self.counted(&grams), Self.counted(&words))
  }

  private static func counted(_ places: inout [Int32]) -> [(Int32, Int)] {
    places.sort()
    var counted: [(Int32, Int)] = []
    for place in places {
      if let last = counted.last, last.0 == place {
        counted[counted.count - 1].1 += 1
      } else {
        counted.append((place, 1))
      }
    }
    return counted
  }

  /// Where a gram stands in a row; nil when it is not known.
  func place(of gram: GramText.Gram, in field: TriageField) -> Int32? {
    places[field.rawValue][gram].map { $0 + start(of: .init(grams: field)) }
  }

  func place(ofWord word: Int32, in field: TriageField) -> Int32 {
    word + start(of: field == .subject ? .subjectWords : .textWords)
  }
}

extension TriageBlock {
  init(grams field: TriageField) { self = field == .subject ? .subjectGrams : .textGrams }
}
