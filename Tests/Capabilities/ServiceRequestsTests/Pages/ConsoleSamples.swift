import Kernel

@testable import ServiceRequests

extension PageSample {
  static let consoles: [PageSample] = [
    PageSample(name: "queue", isStaff: true) { read in
      let acts = queueActs(read)
      let view = queue(
        read, rows: rows(read, chosen: 2), detail: deskCase(read, .new), acts: acts)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "queue-objection", isStaff: true) { read in
      var acts = QueueActs()
      acts.objection = QueueActs.Objection(
        from: read.or("供电所 · 今天 9:30", "Power company · today 9:30"),
        whose: read.say(
          "act.objection.whose", ["who": read.or("物业 柳巷服务站", "the estate office")]),
        reason: read.or(
          "院墙里的灯杆，产权在小区。", "The pole stands inside the wall and belongs to the estate."),
        note: read.say("act.objection.once"))
      acts.parking = QueueActs.Parking(
        causes: CodeWords.parkingCauses.options(read.words, read.language), earliest: "2026-11-23")
      acts.objection?.decisions = decisions(
        read, [("upheld", "act.objection.uphold"), ("dismissed", "act.objection.dismiss")])
      let view = queue(
        read, rows: rows(read, chosen: 7), detail: deskCase(read, .returned), acts: acts)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "queue-list", isStaff: true) { read in
      let view = queue(read, rows: rows(read, chosen: -1), detail: nil, acts: nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "queue-empty", isStaff: true) { read in
      let empty = EmptyView(text: read.say("queue.empty", ["when": "14:20"]), act: nil)
      let view = queue(read, rows: [], empty: empty, detail: nil, acts: nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "moves", isStaff: true) { read in
      let view = MovesView(lines: feed(read), empty: nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "batch", isStaff: true) { read in
      let view = BatchView(
        heading: read.say("batch.heading.part", ["n": "1", "m": "1"]),
        lines: [
          BatchView.Line(
            path: "/console/cases/2", number: "TY-1122-0417",
            title: read.or("柳巷 12 号楼前路灯不亮", "Street lamp out in front of Willow Lane No. 12"),
            isDone: true,
            said: read.say("batch.done.dispatch", ["who": read.or("供电所", "the power company")])),
          BatchView.Line(
            path: "/console/cases/4", number: "TY-1122-0423",
            title: read.or("老人独居 3 天没出门，邻居担心", "Old neighbour not seen for 3 days"),
            isDone: false, said: read.say("batch.no-suggestion")),
        ], back: "/console?time=over")
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "ledger", isStaff: true) { read in
      let rows = ConsoleRow.all.enumerated().map { index, row in
        LedgerView.Row(
          row: String(index + 1), number: "TY-1122-04\(10 + index)",
          title: read.or(row.title, row.english), place: read.or(row.meta, row.englishMeta),
          state: read.chip(row.look, resident: false).word,
          unit: read.or(row.aside, row.englishAside), filed: read.when(0, 9, 41),
          due: read.when(0, 18, 0))
      }
      let view = LedgerView(
        heading: read.say("queue.list"), filters: read.say("ledger.all"), rows: rows, empty: nil,
        total: read.words.text("mine.total", count: rows.count, in: read.language),
        printed: read.say(
          "ledger.printed", ["who": read.or("白班", "day shift"), "when": read.when(0, 10, 28)]),
        back: "/console")
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "moves-empty", isStaff: true) { read in
      let view = MovesView(
        lines: [], empty: EmptyView(text: read.say("queue.feed.none"), act: nil))
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "queue-filtered", isStaff: true) { read in
      let filter = read.or("噪声", "Noise")
      let empty = EmptyView(
        text: read.say("queue.empty.filtered"), act: nil,
        others: [
          LinkView(
            path: "/console?grid=11",
            label: read.say("queue.empty.without", ["filter": filter, "n": "12"]))
        ])
      let view = queue(
        read, search: read.or("路灯", "lamp"), rows: [], empty: empty, detail: nil, acts: nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
  ]

  static func decisions(_ read: SampleReader, _ all: [(String, String)]) -> [OptionView] {
    all.map { OptionView(value: $0.0, label: read.say($0.1)) }
  }

  static func counts(_ read: SampleReader) -> [QueueView.CountFilter] {
    [
      ("60", "queue.count.open", ""), ("7", "queue.count.new", ""),
      ("5", "queue.count.near", "nr"), ("2", "queue.count.over", "al"),
      ("83", "queue.count.done", ""),
    ].map {
      QueueView.CountFilter(
        path: "/console?show=" + $0.1, number: $0.0, label: read.say($0.1), tone: $0.2,
        current: $0.1 == "queue.count.open")
    }
  }

  static func queue(
    _ read: SampleReader, search: String = "", rows: [QueueRow], empty: EmptyView? = nil,
    detail: DeskCase?, acts: QueueActs?, filter: QueueFilterView? = nil, errors: FormErrors? = nil
  ) -> QueueView {
    QueueView(
      counts: counts(read),
      sorts: [
        LinkView(path: "/console", label: read.say("queue.sort.left"), current: true),
        LinkView(path: "/console?sort=arrival", label: read.say("queue.sort.arrival")),
        LinkView(path: "/console?sort=grid", label: read.say("queue.sort.grid")),
      ],
      filters: search.isEmpty
        ? []
        : [
          LinkView(path: "/console?q=x", label: read.or("11 网格", "Grid 11"), current: true),
          LinkView(
            path: "/console?area=11", label: read.or("“\(search)”", "“\(search)”"), current: true),
        ], filterPath: "/console/filter", search: search, kept: [], rows: rows, empty: empty,
      total: read.words.text("mine.total", count: rows.count, in: read.language),
      first: rows.isEmpty ? nil : "/console",
      older: rows.isEmpty ? nil : "/console?after=time_left.1.60",
      live: QueueView.Live(
        query: "", path: "/console", one: read.say("queue.newer.one", ["n": "1"]),
        many: read.say("queue.newer.other", ["n": "#"])),
      detail: detail, acts: acts, filterForm: filter, keptQuery: "?time=over", errors: errors,
      map: map,
      posts: [QueueView.Post(latitude: "28.9950", longitude: "118.0105", name: "11")],
      feed: feed(read),
      batch: rows.isEmpty
        ? nil
        : QueueView.BatchForm(
          units: [OptionView(value: "power", label: read.or("供电所", "Power company"))]))
  }

  static func feed(_ read: SampleReader) -> [QueueView.FeedLine] {
    [
      QueueView.FeedLine(
        at: "2026-11-22T10:28:00+08:00", time: "10:28", who: read.or("语音上报", "Reported by voice:"),
        text: read.or("老人独居 3 天没出门", "Old neighbour not seen for 3 days"),
        path: "/console/cases/4"),
      QueueView.FeedLine(
        at: "2026-11-22T10:26:00+08:00", time: "10:26",
        who: read.or("水务公司 接单", "Water company took up"),
        text: read.or("8 号楼水压低", "low pressure at No. 8"), path: "/console/cases/8"),
    ]
  }

  static func rows(_ read: SampleReader, chosen: Int) -> [QueueRow] {
    ConsoleRow.all.enumerated().map { index, row in
      QueueRow(
        path: "/console/cases/\(index)", title: read.or(row.title, row.english),
        meta: read.or(row.meta, row.englishMeta), chip: read.chip(row.look, resident: false),
        aside: read.or(row.aside, row.englishAside),
        tape: read.tape(
          start: read.now.adding(minutes: row.left - row.whole),
          due: read.now.adding(minutes: row.left)),
        risk: row.fresh ? RiskView(level: 4, word: read.say(RiskView.word(4))) : nil,
        current: index == chosen, fresh: row.fresh,
        latitude: "\(28.9900 + Double(index % 5) * 0.0018)",
        longitude: "\(118.004 + Double(index * 7 % 11) * 0.0015)",
        pin: row.left < 0 ? "over" : row.fresh ? "fresh" : row.left * 4 < row.whole ? "near" : "",
        pick: row.look == .new ? "\(index).1" : nil)
    }
  }
}

/// One line of the sample queue; minutes left of the whole limit.
struct ConsoleRow: Sendable {
  let left: Int64
  let whole: Int64
  let title: String
  let english: String
  let meta: String
  let englishMeta: String
  let look: CaseLook
  let aside: String
  let englishAside: String
  var fresh = false

  static let all = [
    ConsoleRow(
      left: -72, whole: 240, title: "梧桐路 31 号反复冒污水",
      english: "Sewage keeps coming up at Phoenix Road 31", meta: "污水 · 17 网格 · 12 户附议",
      englishMeta: "Sewage · grid 17 · 12 supporters", look: .doing, aside: "城建办",
      englishAside: "Works"),
    ConsoleRow(
      left: -26, whole: 120, title: "3 号院电动车进楼充电", english: "E-bikes charged inside block 3",
      meta: "消防 · 09 网格 · 热线转入", englishMeta: "Fire · grid 9 · hotline", look: .doing,
      aside: "物业", englishAside: "Estate"),
    ConsoleRow(
      left: 8, whole: 55, title: "柳巷 12 号楼前路灯不亮",
      english: "Street lamp out in front of Willow Lane No. 12", meta: "路灯 · 11 网格 · 4 户附议",
      englishMeta: "Lamp · grid 11 · 4 supporters", look: .new, aside: "9:41 到",
      englishAside: "came 9:41"),
    ConsoleRow(
      left: 14, whole: 60, title: "桐荫路口盲道被共享单车占满",
      english: "Shared bikes block the tactile paving at the crossing", meta: "市容 · 16 网格 · 拍照上报",
      englishMeta: "Street · grid 16 · photo", look: .new, aside: "9:52 到",
      englishAside: "came 9:52"),
    ConsoleRow(
      left: 116, whole: 120, title: "老人独居 3 天没出门，邻居担心",
      english: "Old neighbour living alone, not seen for 3 days", meta: "求助 · 24 网格 · 语音上报",
      englishMeta: "Help · grid 24 · voice", look: .new, aside: "刚到", englishAside: "just in",
      fresh: true),
    ConsoleRow(
      left: 91, whole: 120, title: "菜场后巷烧烤油烟", english: "Barbecue smoke behind the market",
      meta: "环保 · 18 网格 · 3 户附议", englishMeta: "Air · grid 18 · 3 supporters", look: .new,
      aside: "9:58 到", englishAside: "came 9:58"),
    ConsoleRow(
      left: 84, whole: 120, title: "清河步道护栏松动", english: "Loose railing on the river walk",
      meta: "设施 · 19 网格 · 网格员发现", englishMeta: "Facility · grid 19 · patrol", look: .assigned,
      aside: "水务公司", englishAside: "Water"),
    ConsoleRow(
      left: 69, whole: 120, title: "5 号院空地堆建筑垃圾", english: "Builders' rubble in yard 5",
      meta: "垃圾 · 12 网格 · 拍照上报", englishMeta: "Rubbish · grid 12 · photo", look: .returned,
      aside: "9:37 到", englishAside: "came 9:37"),
    ConsoleRow(
      left: 280, whole: 600, title: "8 号楼二次供水水压低，六楼以上早晚都上不去水，已经一个多星期了",
      english:
        "Low pressure at No. 8: no water above the sixth floor mornings and evenings for a week",
      meta: "供水 · 25 网格 · 7 户附议", englishMeta: "Water · grid 25 · 7 supporters", look: .assigned,
      aside: "水务公司", englishAside: "Water"),
    ConsoleRow(
      left: 365, whole: 600, title: "广场舞音量 22 点后扰民", english: "Square dancing too loud after 22:00",
      meta: "噪声 · 11 网格 · 匿名", englishMeta: "Noise · grid 11 · anonymous", look: .verify,
      aside: "社区民警", englishAside: "Police"),
  ]
}
