import Testing

@testable import Language

struct TriageModelTests {
  @Test(arguments: [
    ("隔壁工厂的噪音", "机器响到半夜，臭气也大。", "环境保护"),
    ("补课", "老师让孩子去补课。", "教育文体"),
    ("出租车", "司机绕路，不打表。", "交通运输"),
  ])
  func `a message nobody saw before gets the class of its words`(
    subject: String, text: String, label: String
  ) {
    let answer = TriageFixtures.model.answer(TriageMessage(subject: subject, text: text))

    #expect(answer.label == label)
    #expect(answer.score > 0.4)
    #expect(abs(answer.scores.reduce(0, +) - 1) < 1e-9)
  }

  @Test func `the reasons are words of the message, the one that decided among them`() {
    let message = TriageMessage(subject: "请问", text: "今天天气很好，可是出租车司机拒载。")
    let answer = TriageFixtures.model.answer(message)

    #expect(!answer.because.isEmpty && answer.because.count <= 3)
    for word in answer.because { #expect(message.text.contains(word)) }
    #expect(answer.because.contains { "出租车司机拒载".contains($0) })
  }

  @Test func `the same messages make the same model, byte for byte`() {
    #expect(
      TriageModel(learning: TriageFixtures.examples).packed == TriageFixtures.model.packed)
  }

  @Test func `messages without a class change how rare words are, repeats of labelled ones do not`()
  {
    let others = [TriageMessage(subject: "公交车", text: "公交车 公交车 早上")]
    let more = TriageModel(learning: TriageFixtures.examples, others: others)
    let same = TriageModel(
      learning: TriageFixtures.examples, others: TriageFixtures.examples.prefix(3).map(\.message))

    #expect(more.messages == TriageFixtures.model.messages + 1)
    #expect(more.packed != TriageFixtures.model.packed)
    #expect(same.packed == TriageFixtures.model.packed)
  }

  @Test(arguments: ["", "。。。", "🙂🙂", "abc xyz", String(repeating: "公交车", count: 5_000)])
  func `any text has an answer`(text: String) {
    let answer = TriageFixtures.model.answer(TriageMessage(subject: text, text: text))

    #expect(TriageFixtures.model.labels.contains(answer.label))
    #expect((0...1).contains(answer.score))
  }

  @Test(arguments: [
    TriageWords.building, TriageWords.environment, TriageWords.transport, TriageWords.education,
    TriageWords.labour, TriageWords.trade, TriageWords.health,
  ])
  func `what a department answers for is told in many words, none of them twice`(list: String) {
    let words = list.split(whereSeparator: \.isWhitespace)

    #expect(words.count > 500)
    #expect(Set(words).count == words.count)
  }

  @Test func `a word of several departments counts for each by an equal part`() {
    let lexicon = TriageLexicon(groups: [("one", "公交 校车"), ("other", "校车 校车\n学校")])

    #expect(lexicon.words == ["公交", "学校", "校车"])
    #expect(lexicon.memberships == [[0], [1], [0, 1]])
  }

  @Test func `parts hold every class alike, and another seed parts otherwise`() {
    let labels = TriageFixtures.examples.map(\.label)
    let parts = TriageTrial.parts(labels, folds: 3, seed: 1)

    for label in Set(labels) {
      for part in 0..<3 {
        #expect(zip(labels, parts).count { $0 == label && $1 == part } == 3)
      }
    }
    #expect(parts != TriageTrial.parts(labels, folds: 3, seed: 2))
  }

  @Test func `a trial answers what it did not learn from`() {
    let trial = TriageTrial(TriageFixtures.examples, folds: 3)

    #expect(trial.classes.map(\.messages) == [9, 9, 9])
    // Each part's texts and titles stand in the others in other pairs.
    #expect(trial.macroF1 > 0.9)
    let shuffled = zip(TriageFixtures.examples, FixedOrder(seed: 7).order(of: 27)).map {
      TriageExample($0.message, label: TriageFixtures.examples[$1].label)
    }
    #expect(TriageTrial(shuffled, folds: 3).macroF1 < 0.7)
  }
}
