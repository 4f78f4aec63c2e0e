import Kernel
import Language

@testable import ServiceRequests

extension PageSample {
  static let desks: [PageSample] = [
    PageSample(name: "desk", isStaff: true) { read in
      let view = DeskView(
        heading: read.say("desk.heading", ["n": "9"]), counts: counts(read), shows: shows(read),
        rows: rows(read, chosen: -1), first: nil, older: "/desk?after=time_left.1.2", empty: nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "desk-empty", isStaff: true) { read in
      let view = DeskView(
        heading: read.say("desk.heading", ["n": "0"]), counts: counts(read), shows: shows(read),
        rows: [], first: nil, older: nil,
        empty: EmptyView(text: read.say("desk.empty"), act: nil))
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "desk-waiting", isStaff: true) { read in
      let awaited = rows(read, chosen: -1).suffix(2).map { row in
        var row = row
        row.aside = read.say("desk.awaits.ruling")
        return row
      }
      let view = DeskView(
        heading: read.say("desk.waiting"), counts: [],
        shows: [
          LinkView(path: "/desk", label: read.say("desk.mine")),
          LinkView(
            path: "/desk?show=waiting", label: read.say("desk.waiting") + " 2", current: true),
          LinkView(path: "/desk?show=all", label: read.say("desk.all")),
        ], rows: awaited, first: nil, older: nil, empty: nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "desk-walk", isStaff: true) { read in
      let walked = rows(read, chosen: -1).prefix(3).enumerated().map { index, row in
        var row = row
        row.number = String(index + 1)
        return row
      }
      let view = DeskView(
        heading: read.say("desk.walk.heading", ["place": "11", "n": "3"]), counts: [],
        shows: shows(read), rows: walked, first: nil, older: nil, empty: nil, map: map,
        walk: DeskView.Walk(note: read.say("desk.walk.from-you"), start: "29.0000,118.0100"))
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "desk-case", isStaff: true) { read in
      let view = DeskCaseView(
        detail: deskCase(read, .doing), acts: deskActs(read),
        errors: read.errors(FormMistake.tooShort("result_text", least: 20, now: 6)))
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "desk-grid", isStaff: true) { read in
      var acts = deskActs(read)
      acts.isGrid = true
      acts.extended = nil
      let view = DeskCaseView(detail: deskCase(read, .doing), acts: acts, errors: nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "desk-start", isStaff: true) { read in
      var acts = DeskActs()
      acts.canStart = true
      acts.objection = DeskActs.Objection(
        units: [OptionView(value: "u2", label: read.or("物业 柳巷服务站", "Estate office"))],
        until: read.say(
          "desk.object.until",
          ["when": Say.before(read.at(0, 14, 31), now: read.now, in: read.language)]))
      let view = DeskCaseView(detail: deskCase(read, .assigned), acts: acts, errors: nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
  ]

  static let callBacks: [PageSample] = [
    PageSample(name: "callbacks", isStaff: true) { read in
      let view = CallbacksView(
        shows: [
          LinkView(path: "/callbacks", label: read.say("callbacks.to-call"), current: true),
          LinkView(path: "/callbacks?show=review", label: read.say("callbacks.to-review")),
          LinkView(path: "/callbacks?show=reopened", label: read.say("callbacks.reopened")),
        ], hint: read.say("callbacks.hint"), rows: rows(read, chosen: -1), first: nil, older: nil,
        empty: nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "callback", isStaff: true) { read in
      ServiceRequestsPages.page(callback(read), read.words, read.language)
    },
    PageSample(name: "callback-start", isStaff: true) { read in
      var view = callback(read, isAsking: false)
      view.canCheck = true
      view.hints = CallbackView.Hints(
        lines: ReplySentences(read.words).lines([.date, .contact], in: read.language))
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "callback-review", isStaff: true) { read in
      let view = callback(
        read, isAsking: false, review: CallbackView.Review(reopening: Typed(), upholding: Typed()))
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
  ]

  static func callback(
    _ read: SampleReader, isAsking: Bool = true, review: CallbackView.Review? = nil
  ) -> CallbackView {
    let say = CaseSay(words: read.words, language: read.language, now: read.now)
    return CallbackView(
      detail: deskCase(read, isAsking ? .verify : .done, at: .callbacks),
      reporter: read.say("callback.by-phone"),
      attempts: [
        CallbackView.Attempt(when: read.when(-1, 17, 5), text: read.say("callback.attempt")),
        CallbackView.Attempt(when: read.when(0, 9, 10), text: read.say("callback.attempt")),
      ],
      rated: say.rated("not_done", at: read.at(0, 8, 0), forReporter: false),
      asking: isAsking
        ? CallbackView.Asking(
          hasNoContact: false, canCloseSilent: true, canCloseRated: false,
          questions: say.questions(["contacted": "yes"]), said: "",
          rework: say.rework(limit: Say.span(720, in: read.language)), reworkTyped: Typed()) : nil,
      review: review,
      words: WordsForm(base: DeskCase.Place.callbacks.rawValue, typed: Typed()), errors: nil)
  }

  static func shows(_ read: SampleReader) -> [LinkView] {
    [
      LinkView(path: "/desk", label: read.say("desk.mine"), current: true),
      LinkView(path: "/desk?show=site", label: read.say("desk.site")),
      LinkView(path: "/desk?show=all", label: read.say("desk.all")),
    ]
  }

  static func deskCase(
    _ read: SampleReader, _ look: CaseLook, at base: DeskCase.Place = .console
  ) -> DeskCase {
    let say = CaseSay(words: read.words, language: read.language, now: read.now)
    let isDone = look == .verify
    return DeskCase(
      id: "1", base: base.rawValue, version: 4, shortNo: "TY-1122-0417",
      fullNo: "33010820261122W000417",
      title: read.or("柳巷 12 号楼前路灯不亮", "Street lamp out in front of Willow Lane No. 12"),
      meta: read.or(
        "路灯 · 柳巷 12 号楼 · 柳巷社区 11 网格", "Lamp · Willow Lane No. 12 · Willow Lane, grid 11"),
      lead: look == .new ? "" : read.or("供电所 运维班", "Power company, maintenance"),
      coUnits: look == .doing ? read.or("城建办、环卫所", "Works office, Street cleaning") : "",
      contact: DeskCase.Contact(
        masked: "138 **** 2076", number: look == .verify ? "13812342076" : nil,
        canReveal: look != .verify),
      chip: read.chip(look, resident: false), over: nil,
      marks: isDone ? marks(read) : [], risk: nil,
      clock: say.clock(
        read.say(look == .new ? "duty.accept" : "duty.handle"), start: read.at(0, 9, 41),
        due: read.now.adding(minutes: 8)), text: read.or(said, saidEnglish),
      photos: [read.photo("a"), read.photo("b")], merged: say.merged(2),
      parts: [
        LinkView(path: base.rawValue + "4", label: "TY-1122-0420"),
        LinkView(path: base.rawValue + "5", label: "TY-1122-0422"),
      ],
      hints: [
        read.or("同一灯杆半年内第 3 次报修，前两次只换了灯泡。", "Third fault of this lamp in six months.")
      ],
      answer: isDone
        ? CaseView.Answer(
          initial: "", who: read.or("供电所 运维班", "Power company"),
          text: read.or("换了灯头，重走 18 米线，已试灯。", "New lamp head, 18 m of wire, tested.")) : nil,
      afterPhotos: isDone ? [read.photo("lit")] : [],
      timeline: history(read, forReporter: false, isStaff: true))
  }

  static func deskActs(_ read: SampleReader) -> DeskActs {
    var acts = DeskActs()
    acts.result = DeskActs.Result(
      move: "result",
      outcomes: CodeWords.outcomes.options(chosen: "solved", read.words, read.language),
      text: read.or("换了灯头", "Lamp"), confirmed: false)
    acts.contact = DeskActs.Contact(
      until: read.say(
        "desk.contact.until",
        ["when": Say.before(read.at(0, 18, 0), now: read.now, in: read.language)]), typed: Typed())
    acts.extended = DeskActs.Extension(most: 3, unit: read.say("unit.working-days"))
    acts.words = WordsForm(base: DeskCase.Place.desk.rawValue, typed: Typed())
    acts.escalation = DeskActs.Escalation(
      to: read.say(
        "desk.escalate.to",
        ["who": read.or("柳巷社区", "Willow Lane"), "t": read.or("1 个工作日", "1 working day")]
      ))
    return acts
  }

  static func queueActs(_ read: SampleReader) -> QueueActs {
    var acts = QueueActs()
    acts.advice = QueueActs.Advice(
      code: "environment",
      text: read.or("建议：生态环境，因为「照明」", "Suggested: Environment, because of “lighting”"))
    func unit(
      _ id: String, _ name: String, _ english: String, _ why: String, _ whyEnglish: String,
      _ meta: String, _ metaEnglish: String, _ rate: String?
    ) -> QueueActs.Candidate {
      QueueActs.Candidate(
        value: id, name: read.or(name, english), why: read.or(why, whyEnglish),
        meta: read.or(meta, metaEnglish), rate: rate, chosen: id == "u1")
    }
    let limits = [
      ("4h", "4 小时", "4 h"), ("24h", "24 小时", "24 h"), ("3d", "3 天", "3 days"),
      ("own", "自定", "Other"),
    ]
    acts.dispatch = QueueActs.Dispatch(
      suggested: [
        unit(
          "u1", "供电所 运维班", "Power company, maintenance", "公共路灯归口", "Public lamps are theirs",
          "1.2 公里 · 手上 3 件", "1.2 km · 3 on hand", read.or("上月按时 98%", "98% in time last month")),
        unit(
          "u2", "物业 柳巷服务站", "Estate office, Willow Lane", "院内灯杆才归物业", "Only lamps inside the wall",
          "0.3 公里 · 手上 9 件", "0.3 km · 9 on hand", read.or("上月按时 86%", "86% in time last month")),
        unit(
          "u3", "先让网格员看现场", "Grid worker looks first", "11 网格值守点在岗", "Grid 11 post is staffed",
          "0.2 公里",
          "0.2 km", nil),
      ], others: [OptionView(value: "u9", label: read.or("城建办", "Works office"))],
      levels: [
        OptionView(
          value: "grid",
          label: read.say("act.dispatch.level", ["place": read.or("11 网格", "grid 11")]))
      ], coUnits: units(read),
      filing: QueueActs.Classes(classes: [
        OptionView(value: "4", label: read.or("住房与城市建设", "Housing and city works"), chosen: true),
        OptionView(value: "6", label: read.or("生态环境（暂定）", "Environment (provisional)")),
      ]),
      limits: limits.map {
        OptionView(value: $0.0, label: read.or($0.1, $0.2), chosen: $0.0 == "24h")
      }, typed: Typed())
    acts.canMerge = true
    acts.refuse = QueueActs.Refusal(
      grounds: CodeWords.refusalGrounds.options(read.words, read.language),
      channels: CodeWords.refusalChannels.options(read.words, read.language))
    acts.words = WordsForm(base: DeskCase.Place.console.rawValue, typed: Typed())
    return acts
  }

  static func units(_ read: SampleReader) -> [OptionView] {
    [
      OptionView(value: "u3", label: read.or("城建办", "Works office"), chosen: true),
      OptionView(value: "u4", label: read.or("环卫所", "Street cleaning")),
      OptionView(
        value: "u5",
        label: read.or("综合行政执法队（桐荫片区夜间班）", "Enforcement team, Tongyin, night shift")),
    ]
  }
}
