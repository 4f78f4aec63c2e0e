import Kernel

@testable import ServiceRequests

extension PageSample {
  static let cases: [PageSample] = [
    PageSample(name: "case") { ServiceRequestsPages.page(doing($0), $0.words, $0.language) },
    PageSample(name: "case-done") { ServiceRequestsPages.page(done($0), $0.words, $0.language) },
    PageSample(name: "case-late") { ServiceRequestsPages.page(late($0), $0.words, $0.language) },
    PageSample(name: "case-merged") { read in
      ServiceRequestsPages.page(merged(read), read.words, read.language)
    },
    PageSample(name: "case-neighbour") { read in
      ServiceRequestsPages.page(looked(read, isHeld: false), read.words, read.language)
    },
    PageSample(name: "case-held") { read in
      ServiceRequestsPages.page(looked(read, isHeld: true), read.words, read.language)
    },
  ]

  static func item(
    _ read: SampleReader, _ move: HistoryLook, _ at: Timestamp, forReporter: Bool = true,
    who: String = "", look: String? = nil, text: String? = nil, quote: String? = nil,
    photos: [PhotoView] = [],
    handler: HandlerView? = nil, by: String? = nil, isInner: Bool = false
  ) -> TimelineItem {
    TimelineItem(
      look: look ?? move.look, icon: move.icon,
      title: read.say(forReporter ? move.word : move.staffWord, ["who": who]),
      time: Say.when(at, now: read.now, in: read.language), at: at.description, text: text,
      quote: quote, photos: photos, handler: handler, by: by,
      inner: isInner ? read.say("history.inner") : nil)
  }

  /// `isStaff`: with the posts of those who did it, and what the reporter does not read.
  static func history(
    _ read: SampleReader, forReporter: Bool = true, isStaff: Bool = false
  ) -> [TimelineItem] {
    func post(_ chinese: String, _ english: String) -> String? {
      isStaff ? read.or(chinese, english) : nil
    }
    return [
      item(
        read, .start, read.at(0, 10, 20), look: "now",
        quote: read.or(
          "灯头进水，线也老化了。换新灯头，顺带把这一段线重走，天黑前亮灯。",
          "Water in the lamp head and old wiring. We change both and light it before dark."),
        photos: [read.photo("c")],
        handler: HandlerView(
          initial: read.or("周", "Z"), name: read.or("周建国", "Zhou Jianguo"),
          unit: read.or("供电所运维班 · 承办人", "Power maintenance · handler"), phone: "0470-6520033"),
        by: post("供电所运维班", "Power maintenance")),
      item(
        read, .dispatch, read.at(0, 10, 11), who: read.or("供电所", "the power company"),
        text: read.or("要求 24 小时内办好", "To be done within 24 hours"),
        by: post("区调度员", "District dispatcher")),
      item(
        read, .file, read.at(0, 10, 2),
        text: read.or("网格员到现场看过：公共路灯，不归物业", "Grid worker looked: a public lamp"),
        by: post("11 网格员", "Grid worker 11"), isInner: isStaff),
      item(read, .submit, read.at(0, 9, 41), forReporter: forReporter),
    ]
  }

  /// Found on patrol, and pressed by the frost.
  static func marks(_ read: SampleReader) -> [String] {
    [
      read.say("mark.proactive"),
      read.say(
        "mark.season",
        [
          "season": read.say("season.before-freeze"),
          "when": read.or("12月15日", "15 December"),
        ]),
    ]
  }

  static func doing(_ read: SampleReader) -> CaseView {
    CaseView(
      id: "1", version: 4, shortNo: "TY-1122-0417", fullNo: "33010820261122W000417",
      chip: read.chip(.doing), over: nil, headline: read.or("今天 18:00 前修好", "Fixed by today 18:00"),
      sub: read.or("周工已到现场，正在换灯头", "The electrician is on the spot, changing the lamp head"),
      steps: read.steps(now: 2),
      title: read.or("柳巷 12 号楼前路灯不亮", "Street lamp out in front of Willow Lane No. 12"),
      text: read.or(said, saidEnglish),
      place: read.or("柳巷 12 号楼南侧 · 11 网格", "South of Willow Lane No. 12 · Grid 11") + " · "
        + read.words.text("case.supporters", count: 4, in: read.language),
      photos: [read.photo("a"), read.photo("b")], beforeAfter: [], answer: nil,
      timeline: history(read), callNote: nil, isHeld: false,
      words: CaseView.Words(said: "", isOpen: false, photos: [], hasPhotos: false), canJoin: false,
      withdrawal: Typed(), nudge: CaseView.Nudge(isOpen: true, hint: read.say("case.nudge.hint")),
      rating: nil,
      rated: nil, reopening: nil, errors: nil)
  }

  static func done(_ read: SampleReader) -> CaseView {
    CaseView(
      id: "1", version: 9, shortNo: "TY-1122-0417", fullNo: "33010820261122W000417",
      chip: read.chip(.done), over: nil, marks: marks(read),
      headline: read.say("case.headline.answered"),
      sub: read.say("case.sub.took", ["t": Say.span(459, in: read.language)]),
      steps: read.steps(now: 4),
      title: read.or("柳巷 12 号楼前路灯不亮", "Street lamp out in front of Willow Lane No. 12"),
      text: read.or(said, saidEnglish),
      place: read.or("柳巷 12 号楼南侧 · 11 网格", "South of Willow Lane No. 12 · Grid 11"), photos: [],
      beforeAfter: [
        read.photo("a", caption: read.say("case.before", ["when": read.when(-1, 21, 30)])),
        read.photo("lit", caption: read.say("case.after", ["when": read.when(0, 10, 20)])),
      ],
      answer: CaseView.Answer(
        initial: read.or("周", "Z"), who: read.or("供电所 周建国", "Power company, Zhou Jianguo"),
        text: read.or(
          "换了灯头，重走 18 米线，已试灯。这段路另外两盏也查过。",
          "New lamp head, 18 m of new wire, tested. The other two lamps were checked as well.")),
      timeline: history(read), callNote: nil, isHeld: false, words: nil, canJoin: false,
      withdrawal: nil, nudge: nil,
      rating: CaseView.RatingForm(
        marks: CaseView.RatingForm.marks(chosen: "not_done", read.words, read.language),
        contacted: true,
        reasons: CodeWords.unsolvedReasons.options(read.words, read.language),
        text: "", note: read.say("case.rate.note")), rated: nil,
      reopening: CaseView.Reopening(
        until: read.say(
          "case.reopen.until",
          ["when": Say.date(CityTime.date(of: read.at(15, 0, 0)), now: read.now, in: read.language)]
        )), errors: nil)
  }

  /// Of two reports of one matter, the one that was merged.
  static func merged(_ read: SampleReader) -> CaseView {
    var chip = read.chip(.void)
    chip.word = read.say("status.merged")
    return CaseView(
      id: "4", version: 3, shortNo: "TY-1122-0420", fullNo: "33010820261122W000420", chip: chip,
      over: nil, headline: read.say("case.headline.merged"), sub: "",
      into: LinkView(path: "/cases/1", label: read.say("case.into", ["no": "TY-1122-0417"])),
      steps: read.steps(now: 4), hasSteps: false,
      title: read.or("楼前的灯又黑了", "The lamp is out again"), text: "",
      place: read.or("柳巷 12 号楼 · 11 网格", "Willow Lane No. 12 · Grid 11"), photos: [],
      beforeAfter: [], answer: nil,
      timeline: [
        item(read, .merge, read.at(0, 9, 58), look: "now", text: "TY-1122-0417"),
        item(read, .submit, read.at(0, 9, 52)),
      ], callNote: nil, isHeld: false, words: nil, canJoin: false, withdrawal: nil, nudge: nil,
      rating: nil, rated: nil, reopening: nil, errors: nil)
  }

  /// As somebody sees it whose it is not, or who only has the receipt.
  static func looked(_ read: SampleReader, isHeld: Bool) -> CaseView {
    CaseView(
      back: isHeld ? "/track" : "/my", id: "3", version: 4, shortNo: "TY-1122-0417",
      fullNo: "33010820261122W000417", chip: read.chip(.doing), over: nil,
      headline: read.or("今天 18:00 前修好", "Fixed by today 18:00"),
      sub: read.or("供电所 运维班", "Power company, maintenance"), steps: read.steps(now: 2),
      title: read.or("柳巷 12 号楼前路灯不亮", "Street lamp out in front of Willow Lane No. 12"),
      text: read.or(said, saidEnglish),
      place: read.or("柳巷 12 号楼南侧 · 11 网格", "South of Willow Lane No. 12 · Grid 11"), photos: [],
      beforeAfter: [], answer: nil, timeline: history(read, forReporter: false), callNote: nil,
      isHeld: isHeld, words: nil, canJoin: !isHeld, withdrawal: nil, nudge: nil, rating: nil,
      rated: nil, reopening: nil, errors: nil)
  }

  static func late(_ read: SampleReader) -> CaseView {
    let waits = read.or("管道要开挖，等施工许可", "The pipe has to be dug up; waiting for the permit")
    return CaseView(
      id: "2", version: 12, shortNo: "TY-1118-0052", fullNo: "33010820261118W000052",
      chip: read.chip(.doing),
      over: .over(read.say("case.over", ["t": Say.span(300, in: read.language)])),
      headline: read.or("新时间：周二 12:00 前", "New time: Tuesday 12:00"),
      sub: read.say(
        "case.sub.new-time",
        ["when": Say.due(read.at(2, 12, 0), now: read.now, in: read.language), "why": waits]),
      steps: read.steps(now: 2),
      title: read.or("梧桐路 31 号门口反复冒污水", "Sewage keeps coming up at Phoenix Road 31"), text: "",
      place: read.or("梧桐路 31 号 · 17 网格", "Phoenix Road 31 · Grid 17"), photos: [], beforeAfter: [],
      answer: nil,
      timeline: [
        item(
          read, .escalate, read.at(0, 9, 0), who: read.or("街道城建办", "the street's works office"),
          look: "late", text: read.or("每天 17:00 说明进展", "Progress is told each day at 17:00")),
        item(
          read, .askExtension, read.at(-1, 16, 20),
          quote: read.or(
            "主管网错口，要开挖 6 米，施工许可周一下午批。先用泵车抽排，保证不外溢。",
            "The main is dislocated; 6 m have to be dug up. A pump keeps it from flooding meanwhile."
          )),
        item(
          read, .reopen, read.at(-2, 9, 0),
          quote: read.or("“疏通过一次，第二天又冒了。”", "“Cleared once, and it was back the next day.”")),
        item(read, .report, read.at(-4, 15, 0), text: read.or("疏通支管", "Branch pipe cleared")),
      ], callNote: read.say("case.urgent-note", ["phone": "12345"]), isHeld: false,
      words: CaseView.Words(
        said: read.or("又冒了", "Again"), isOpen: true,
        photos: [
          ReportWhatView.DraftPhoto(
            id: "p1", small: "/files/p1/small?draft=2.words",
            label: read.say("report.photos.label", ["n": "1"]))
        ], hasPhotos: true), canJoin: false, withdrawal: nil,
      nudge: CaseView.Nudge(isOpen: false, hint: read.say("case.nudge.done")),
      rating: nil, rated: nil, reopening: nil,
      errors: FormErrors(
        [FieldError("words_photos", "mistake.photo-kind", values: ["n": "2"])], words: read.words,
        in: read.language))
  }
}
