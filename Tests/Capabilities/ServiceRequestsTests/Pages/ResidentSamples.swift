import Kernel

@testable import ServiceRequests

extension PageSample {
  static let residents: [PageSample] = [
    PageSample(name: "home") { ServiceRequestsPages.page(home($0), $0.words, $0.language) },
    PageSample(name: "home-first") { read in
      var view = home(read)
      view.latest = nil
      view.gridPhone = nil
      view.doors = Array(drawers(read).prefix(3))
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "track") { read in
      let view = TrackView(number: "", code: "", isSignedIn: false, errors: nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "track-none") { read in
      let view = TrackView(
        number: "LL-1122-0417", code: "7K2Q-M9XD", isSignedIn: true,
        errors: read.errors(FieldError("code", "mistake.not-tracked")))
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "mine") { ServiceRequestsPages.page(mine($0), $0.words, $0.language) },
    PageSample(name: "around") { read in
      ServiceRequestsPages.page(
        around(read, aroundRows(read), more: "/around?show=done&after=newest..4"), read.words,
        read.language)
    },
    PageSample(name: "around-empty") { read in
      ServiceRequestsPages.page(around(read, []), read.words, read.language)
    },
    PageSample(name: "mine-empty") { read in
      let empty = EmptyView(
        text: read.say("mine.empty"),
        act: LinkView(path: "/report", label: read.say("nav.report")))
      let view = MyReportsView(rows: [], first: nil, more: nil, empty: empty, total: nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
  ]

  static func around(
    _ read: SampleReader, _ rows: [AroundView.Row], more: String? = nil
  ) -> AroundView {
    AroundView(
      shows: ["done", "open"].map {
        AroundView.Link(
          path: "/around?show=" + $0, label: read.say("around." + $0), current: $0 == "done")
      }, rows: rows, first: nil, more: more, map: rows.isEmpty ? nil : map,
      filter: AroundView.Filter(
        show: "done",
        services: [
          OptionView(value: "traffic", label: read.say("service.traffic"), chosen: !rows.isEmpty)
        ],
        areas: [OptionView(value: "990101001002", label: read.or("柳巷社区", "Willow Lane"))],
        from: "2026-11-01", to: "", isOn: true),
      files: [AroundView.Link(path: "/public/cases.csv?show=done", label: "CSV", current: false)])
  }

  static func aroundRows(_ read: SampleReader) -> [AroundView.Row] {
    [
      AroundView.Row(
        path: "/cases/1", chip: read.chip(.doing),
        title: read.or("柳巷 12 号楼前路灯不亮", "Street lamp out in front of Willow Lane No. 12"),
        place: read.or("柳巷社区 · 11 网格 · 3 户附议", "Willow Lane · Grid 11"),
        when: read.when(0, 9, 41), photo: "/files/a/small", latitude: "28.9943",
        longitude: "118.0123", pin: ""),
      AroundView.Row(
        path: "/cases/3", chip: read.chip(.done),
        title: read.or("桐荫路口盲道被共享单车占满", "Shared bikes block the tactile paving"),
        place: read.or("桐荫路口 · 16 网格", "Tongyin crossing · Grid 16"),
        when: read.when(-1, 16, 20), photo: nil, latitude: nil, longitude: nil, pin: ""),
    ]
  }

  static func home(_ read: SampleReader) -> HomeView {
    let greeting = read.say(
      "home.greeting.named",
      ["greeting": read.say("home.greeting.morning"), "name": read.or("慧芳", "Huifang")])
    return HomeView(
      greeting: greeting, day: Say.day(read.now, in: read.language),
      latest: HomeView.Latest(
        path: "/cases/1", chip: read.chip(.doing),
        when: read.or("今天 18:00 前回复您", "An answer by today 18:00"),
        title: read.or("柳巷 12 号楼前路灯不亮", "Street lamp out in front of Willow Lane No. 12"),
        text: read.or(
          "供电所 周工 已到现场，正在换灯头", "The electrician is on the spot, changing the lamp head"),
        steps: read.steps(now: 2), asksRating: false),
      drawers: drawers(read), doors: [drawers(read)[0], drawers(read)[3]],
      nearby: nearby(read),
      gridPhone: HomeView.GridPhone(label: read.or("11 网格", "Grid 11"), number: "0470-6520011"))
  }

  static func drawers(_ read: SampleReader) -> [HomeView.Drawer] {
    let kinds = [
      ("lamp", "路灯", "Street lamp", "一般 24 小时修好", "Usually fixed in 24 hours"),
      ("road", "路面", "Road surface", "坑、裂、翘边", "Holes, cracks, edges"),
      ("drop", "水管井盖", "Pipes, manholes", "漏水、堵、缺盖", "Leaking, blocked, missing"),
      ("trash", "垃圾", "Rubbish", "没清、乱堆", "Not collected, dumped"),
      ("noise", "噪声", "Noise", "施工、广场、门店", "Building, square, shops"),
      ("dots", "别的事", "Something else", "13 类都能报", "13 types to choose from"),
    ]
    return kinds.map {
      HomeView.Drawer(
        path: "/report?kind=\($0.0)", icon: $0.0, label: read.or($0.1, $0.2),
        note: read.or($0.3, $0.4))
    }
  }

  static func nearby(_ read: SampleReader) -> [HomeView.Nearby] {
    [
      HomeView.Nearby(
        number: "128", unit: read.or("件", "cases"),
        title: read.or("这周街道办结 128 件", "128 cases resolved in the street this week"),
        text: read.or("按时 96%，比上周多办 11 件", "96% in time, 11 more than last week"), path: nil),
      HomeView.Nearby(
        number: "6.4", unit: read.or("小时", "hours"),
        title: read.or("栖霞公园东门的路灯修好了", "The lamp at the park's east gate is fixed"),
        text: read.or("昨天 17:20 亮灯 · 5 户附议", "Lit yesterday 17:20 · 5 neighbours supported it"),
        path: "/cases/9"),
    ]
  }

  static func mine(_ read: SampleReader) -> MyReportsView {
    MyReportsView(
      rows: [
        MyReportsView.Row(
          path: "/cases/1", chip: read.chip(.doing), over: nil,
          title: read.or("柳巷 12 号楼前路灯不亮", "Street lamp out in front of Willow Lane No. 12"),
          place: read.or("柳巷社区 · 11 网格", "Willow Lane · Grid 11"), when: read.when(0, 9, 41),
          news: read.or("供电所 周工 已到现场，正在换灯头", "The electrician is on the spot"), asksRating: false),
        MyReportsView.Row(
          path: "/cases/2", chip: read.chip(.doing),
          over: .over(read.say("case.over", ["t": Say.span(312, in: read.language)])),
          title: read.or("梧桐路 31 号门口反复冒污水", "Sewage keeps coming up at Phoenix Road 31"),
          place: read.or("梧桐社区 · 17 网格", "Phoenix · Grid 17"), when: read.when(-4, 8, 2),
          news: read.or("新时间：周二 12:00 前", "New time: Tuesday 12:00"), asksRating: false),
        MyReportsView.Row(
          path: "/cases/3", chip: read.chip(.done), over: nil,
          title: read.or("桐荫路口盲道被共享单车占满", "Shared bikes block the tactile paving"),
          place: read.or("桐荫路口 · 16 网格", "Tongyin crossing · Grid 16"),
          when: read.when(-1, 16, 20), news: nil, asksRating: true),
        MyReportsView.Row(
          path: "/cases/5", chip: mergedChip(read), over: nil,
          title: read.or("楼前的灯又黑了", "The lamp is out again"),
          place: read.or("柳巷社区 · 11 网格", "Willow Lane · Grid 11"), when: read.when(0, 9, 52),
          news: nil, asksRating: false,
          into: LinkView(path: "/cases/1", label: read.say("case.into", ["no": "TY-1122-0417"]))),
        MyReportsView.Row(
          path: "/cases/4", chip: read.chip(.void), over: nil,
          title: read.or("邻居遗产分割起了争执，想请街道评理", "Dispute with a neighbour over an inheritance"),
          place: read.or("柳巷社区", "Willow Lane"), when: read.when(-23, 16, 20),
          news: read.or("该找：人民法院、法律援助中心（12348）", "Turn to: the court, legal aid (12348)"),
          asksRating: false),
      ], first: "/my", more: "/my?after=newest..4", empty: nil,
      total: read.words.text("mine.total", count: 23, in: read.language) + " · "
        + read.words.text("mine.to-rate", count: 1, in: read.language))
  }

  private static func mergedChip(_ read: SampleReader) -> ChipView {
    var chip = read.chip(.void)
    chip.word = read.say("status.merged")
    return chip
  }
}
