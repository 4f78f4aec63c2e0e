import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Mandates

/// Agreeing, refusing, taking back, and texts that change.
struct ConsentTests {
  private let person = MandateBench.mother
  private var viewer: Viewer { MandateBench.viewer(person) }

  private func say(
    _ word: ConsentActions.Word, _ bench: MandateBench, version: Int = 1
  ) async throws {
    try await bench.consents.say(word, to: .survey, version: version, by: viewer, key: nil)
  }

  private func stands(_ bench: MandateBench) async throws -> (isGiven: Bool, mayAsk: Bool) {
    let agreed = bench.capability.agreed
    let person = person
    return try await bench.database.read { db in
      (
        try agreed.isGiven(.survey, by: person, in: db),
        try agreed.mayAsk(.survey, person, in: db)
      )
    }
  }

  private func addText(
    _ bench: MandateBench, version: Int, isNewUse: Bool, from: Timestamp
  ) async throws {
    try await bench.database.write { tx in
      try tx.run(
        """
        INSERT INTO consent_texts (purpose, version, valid_from, is_new_use, is_sensitive, kinds,
          recipient, quiet_days, title_zh, title_en, why_zh, why_en, effect_zh, effect_en)
        VALUES ('survey', \(version), \(from), \(isNewUse), FALSE, 'ratings', NULL, 180,
          '新', 'New', '新', 'New', '新', 'New')
        """)
    }
  }

  @Test(arguments: Backend.all)
  func `a consent stands until it is taken back, at once`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    #expect(try await stands(bench) == (false, true))
    try await say(.give, bench)
    try await say(.give, bench)
    #expect(try await stands(bench) == (true, false))
    try await say(.withdraw, bench)
    try await say(.withdraw, bench)
    #expect(try await stands(bench) == (false, false))
    #expect(
      try await bench.events() == [
        "mandates.consent_given.v1", "mandates.consent_withdrawn.v1",
      ])
    #expect(
      try await bench.audit() == ["mandates.consent_given", "mandates.consent_withdrawn"])
  }

  @Test(arguments: Backend.all)
  func `who refuses is not asked again soon, and may still agree`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    try await say(.refuse, bench)
    #expect(try await stands(bench) == (false, false))
    bench.clock.advance(days: 179)
    #expect(try await stands(bench).mayAsk == false)
    bench.clock.advance(days: 1)
    #expect(try await stands(bench).mayAsk)
    try await say(.give, bench)
    #expect(try await stands(bench).isGiven)
  }

  @Test(arguments: Backend.all)
  func `another use is asked again, better words are not`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    try await say(.give, bench)
    let tomorrow = bench.clock.now.adding(days: 1)
    try await addText(bench, version: 2, isNewUse: false, from: tomorrow)
    try await addText(bench, version: 3, isNewUse: true, from: tomorrow.adding(days: 1))

    // What is not valid yet asks nobody.
    #expect(try await stands(bench) == (true, false))
    bench.clock.advance(days: 1)
    #expect(try await stands(bench) == (true, false))
    bench.clock.advance(days: 1)
    #expect(try await stands(bench) == (false, true))
    await #expect(throws: Problem(.staleVersion, "consent.changed")) {
      try await say(.give, bench, version: 1)
    }
    try await say(.refuse, bench, version: 3)
    #expect(try await stands(bench) == (false, false))
    let withdrawn = try await bench.database.read {
      try $0.number("SELECT COUNT(*) FROM consents WHERE withdrawn_at IS NOT NULL")
    }
    #expect(withdrawn == 1)
  }

  @Test(arguments: Backend.all)
  func `a failure at any statement leaves nothing behind`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    let viewer = viewer
    let statements = try await eachFailure(
      "ConsentActions.say",
      of: { database in
        try await ConsentActions(database: database).say(
          .give, to: .survey, version: 1, by: viewer, key: nil)
      }, in: bench.database)
    #expect(statements >= 4)
  }

  @Test func `every purpose has a text in both languages, with what the law wants told`()
    async throws
  {
    let bench = try await MandateBench(.sqlite)
    let texts = try await bench.database.read {
      try ConsentStore.texts(at: TestClock.start, in: $0)
    }
    #expect(Set(texts.keys) == Set(ConsentPurpose.allCases))
    for text in texts.values.joined() {
      for language in Language.allCases {
        let sentences = text.sentences(in: language)
        #expect(sentences.title.count > 2 && sentences.why.count > 10)
        #expect(sentences.effect.count > 10 && !text.kinds.isEmpty)
      }
    }
    #expect(texts[.child]?.last?.isSensitive == true)
    #expect(texts[.realName]?.last?.isSensitive == true)
  }
}
