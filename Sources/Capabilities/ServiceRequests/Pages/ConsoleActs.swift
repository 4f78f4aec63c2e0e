import Casework
import Civics
import Contracts
import Kernel

/// What the viewer may do with the selected case now, as the console's forms show it.
struct ConsoleActs: Sendable {
  let dossier: CaseDossier
  let screen: CaseScreen
  let engine: CaseEngine
  let posted: PostedAct?
  var adviser: ClassAdviser?

  var item: Case { dossier.item }

  init(
    _ dossier: CaseDossier, _ screen: CaseScreen, _ engine: CaseEngine, _ posted: PostedAct?,
    adviser: ClassAdviser? = nil
  ) {
    self.dossier = dossier
    self.screen = screen
    self.engine = engine
    self.posted = posted
    self.adviser = adviser
  }

  var acts: QueueActs {
    let moves = Set(dossier.moves)
    var acts = QueueActs()
    acts.canAccept = moves.contains(.accept)
    if moves.contains(.correct) { acts.advice = advice }
    if moves.contains(.dispatch) || moves.contains(.file) {
      acts.dispatch = dispatch(isFiled: !moves.contains(.file))
    }
    if moves.contains(.file) { acts.file = filing(typed("file")) }
    if moves.contains(.refuse) { acts.refuse = refusal(typed("refuse")) }
    acts.canMerge = moves.contains(.merge)
    if moves.contains(.decideObjection) { acts.objection = objection(typed("objection-decision")) }
    if moves.contains(.decideExtension) { acts.extended = extended(typed("extension-decision")) }
    if moves.contains(.park) { acts.parking = parking(typed("parking")) }
    acts.canResume = moves.contains(.resume)
    if moves.contains(.reassign) { acts.reassignment = reassignment(typed("reassignment")) }
    if moves.contains(.setCoUnits), item.level != nil {
      acts.coUnits = QueueActs.CoUnits(units: coUnits("co-units"), typed: typed("co-units"))
    }
    if moves.contains(.correct) { acts.correction = correction(typed("correction")) }
    acts.canAskOutside = moves.contains(.askOutside)
    acts.canSplit = moves.contains(.split)
    if moves.contains(.ask) {
      acts.question = QuestionForm(
        base: DeskCase.Place.console.rawValue, note: screen.answering(item, engine),
        typed: typed("question"))
    }
    if moves.contains(.addWords) {
      acts.words = WordsForm(base: DeskCase.Place.console.rawValue, typed: typed("words"))
    }
    return acts
  }

  func typed(_ act: String) -> Typed { Typed(posted, in: act) }

  private func refusal(_ typed: Typed) -> QueueActs.Refusal {
    func channel(_ channel: RefusalChannel) -> String {
      CodeWords.refusalChannels.text(channel.rawValue, screen.words, screen.language)
    }
    return QueueActs.Refusal(
      grounds: RefusalGround.allCases.map { ground in
        OptionView(
          value: ground.rawValue,
          label: CodeWords.refusalGrounds.text(ground.rawValue, screen.words, screen.language),
          note: ground.channels.map(channel).joined(separator: " · "),
          chosen: typed.chose("ground", ground.rawValue))
      },
      channels: RefusalChannel.allCases.map {
        OptionView(
          value: $0.rawValue, label: channel($0), chosen: typed.chose("channel", $0.rawValue))
      }, typed: typed)
  }

  private func objection(_ typed: Typed) -> QueueActs.Objection? {
    item.details.objection.map { objection in
      QueueActs.Objection(
        from: screen.unitName(objection.unit), whose: screen.say.whose(objection.whose),
        reason: objection.reason,
        note: screen.text(item.needsArbiter ? "act.objection.arbiter" : "act.objection.once"),
        decisions: decisions(
          [("upheld", "act.objection.uphold"), ("dismissed", "act.objection.dismiss")], typed),
        typed: typed)
    }
  }

  private func extended(_ typed: Typed) -> QueueActs.Extension? {
    guard let asked = item.details.extensionAsked else { return nil }
    var until = ""
    if let limit = dossier.limits.last(where: { $0.duty == .handle && $0.state.isLive }),
      let more = Limit(asked.amount, limit.clock.limit.unit)
    {
      until = screen.text("act.extension.more", ["t": screen.limit(more)])
      if let longer = limit.clock.limit.extended(by: asked.amount),
        let at = limit.clock.with(longer).deadline(in: engine.calendar())?.at
      {
        until += screen.listMark + screen.say.until(at)
      }
    }
    return QueueActs.Extension(
      from: screen.unitName(item.leadUnit), reason: asked.reason, until: until,
      decisions: decisions(
        asked.by == screen.actor
          ? [("refused", "act.extension.take-back")]
          : [("granted", "act.extension.grant"), ("refused", "act.extension.refuse")], typed),
      typed: typed)
  }

  private func decisions(_ all: [(String, String)], _ typed: Typed) -> [OptionView] {
    all.map { code, word in
      OptionView(value: code, label: screen.text(word), chosen: typed.chose("decision", code))
    }
  }

  private func parking(_ typed: Typed) -> QueueActs.Parking {
    QueueActs.Parking(
      causes: CodeWords.parkingCauses.pairs.map { code, word in
        OptionView(value: code, label: screen.text(word), chosen: typed.chose("cause", code))
      }, earliest: CityTime.date(of: screen.now).adding(days: 1).description, typed: typed)
  }
}
