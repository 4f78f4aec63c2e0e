import Kernel

@testable import ServiceRequests

extension PageSample {
  static let hotSpots: [PageSample] = [
    PageSample(name: "hot-spots", isStaff: true) { read in
      let view = HotSpotsView(
        note: read.say("hot.note", ["n": "30"]), counted: counted(read),
        lines: [
          line(
            read, 1, read.or("柳巷花园", "Willow Lane Garden"),
            read.or("楼下餐馆油烟直排", "Smoke from the restaurant below"), heat: "42.6", voices: 11,
            risk: 2),
          line(
            read, 2, read.or("杏林路", "Apricot Road"),
            read.or("路口井盖松动，有人摔伤", "Loose manhole cover, somebody fell"), heat: "13.5",
            voices: 3, risk: 3),
          line(
            read, 3, read.or("柳巷社区 11 网格", "Willow Lane, grid 11"),
            read.or("路灯连着几天不亮", "Lamps out for days"), heat: "7", voices: 2, risk: nil),
        ], empty: nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "hot-spots-empty", isStaff: true) { read in
      let view = HotSpotsView(
        note: read.say("hot.note", ["n": "30"]), counted: nil, lines: [],
        empty: EmptyView(text: read.say("hot.none"), act: nil))
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "hot-spot", isStaff: true) { read in
      let view = HotSpotView(
        line: line(
          read, 1, read.or("柳巷花园", "Willow Lane Garden"),
          read.or("楼下餐馆油烟直排", "Smoke from the restaurant below"), heat: "42.6", voices: 11,
          risk: 2),
        counted: counted(read), rows: Array(rows(read, chosen: -1).prefix(3)),
        merge: HotSpotView.Merge(
          into: "01920000-0000-7000-8000-000000000001", number: "LL-0041",
          title: read.or("楼下餐馆油烟直排", "Smoke from the restaurant below")),
        hidden: read.words.text("hot.hidden", count: 2, in: read.language))
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
  ]

  private static func counted(_ read: SampleReader) -> String {
    read.say("hot.counted", ["when": read.when(0, 10, 20)])
  }

  private static func line(
    _ read: SampleReader, _ number: Int, _ place: String, _ summary: String, heat: String,
    voices: Int, risk: Int?
  ) -> HotSpotLine {
    let days = [-9, -1].map { day in
      Say.date(CityTime.date(of: read.at(day, 9, 0)), now: read.now, in: read.language)
    }
    return HotSpotLine(
      number: number, path: "/hotspots/\(number)", place: place, summary: summary,
      heat: read.say("hot.heat", ["n": heat]),
      period: read.say("hot.period", ["from": days[0], "to": days[1]]),
      facts: [
        read.words.text("hot.voices", count: voices, in: read.language),
        read.words.text("hot.days", count: 4, in: read.language),
      ].joined(separator: " · "),
      risk: risk.map {
        RiskView(level: $0, word: read.say($0 == 3 ? "hot.dangerous" : "hot.serious"))
      })
  }
}
