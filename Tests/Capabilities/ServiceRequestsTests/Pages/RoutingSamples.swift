import Kernel
import KernelTesting

@testable import ServiceRequests

/// Parts of a case, questions to the reporter and to somebody outside, two cases line by line.
extension PageSample {
  static let routing: [PageSample] = [
    PageSample(name: "split", isStaff: true) { read in
      ServiceRequestsPages.page(split(read), read.words, read.language)
    },
    PageSample(name: "desk-part", isStaff: true) { read in
      var acts = DeskActs()
      (acts.canStart, acts.isPart, acts.canAskOutside) = (true, true, true)
      var detail = deskCase(read, .assigned)
      detail.whole = LinkView(path: "", label: read.say("case.part-of", ["no": "TY-1122-0417"]))
      let view = DeskCaseView(detail: detail, acts: acts, errors: nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "merge-compared", isStaff: true) { read in
      var view = merge(read, target: deskCase(read, .assigned))
      view.compared = compared(read)
      (view.isCompared, view.otherWay) = (true, "/console/cases/2/merge?no=TY-1122-0417")
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "case-asked") { read in
      var view = looked(read, isHeld: true)
      (view.pieces, view.isSplit) = (pieces(read), true)
      view.asked = CaseView.Asked(
        question: read.or("是哪一盏灯？", "Which lamp is it?"),
        until: read.say("case.asked.until", ["when": read.or("12月3日 18:00", "3 Dec 18:00")]),
        action: "/track/TY-1122-0417/answer", code: "1234-5678", typed: Typed())
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "outside-ask", isStaff: true) { read in
      ServiceRequestsPages.page(asking(read), read.words, read.language)
    },
    PageSample(name: "outside") { read in
      let asked = OutsideView.Asked(
        question: read.or("这根灯杆是你们的吗？", "Is this lamp post yours?"),
        until: read.say("case.asked.until", ["when": read.or("12月5日 9:00", "5 Dec 9:00")]),
        kind: read.or("路灯", "Street light"),
        text: read.or("楼前的灯三天没亮了。", "The lamp has been out for three days."),
        place: read.or("柳巷 12 号楼", "Willow Lane No. 12"), photos: [read.photo("a")], said: "")
      let view = OutsideView(
        action: "/outside/token", over: nil, asked: asked, isDone: false, errors: nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "outside-over") { read in
      let view = OutsideView(
        action: "/outside/token", over: read.say("outside.over.expired"), asked: nil,
        isDone: false, errors: nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
  ]

  private static func split(_ read: SampleReader) -> SplitView {
    SplitView(
      own: deskCase(read, .new),
      rows: (1...4).map { number in
        SplitView.Row(
          number: number, name: read.say("split.part", ["n": String(number)]),
          title: number == 1 ? read.or("路灯不亮", "Lamp out") : "",
          units: [
            OptionView(
              value: "power", label: read.or("供电所 运维班", "Power company"), chosen: number == 1)
          ], levels: [OptionView(value: "street", label: read.or("桐荫街道", "Tongyin Street"))])
      }, more: "/console/cases/1/split?rows=10", keptQuery: "",
      errors: read.errors(FieldError("parts", "refusal.parts-alike")))
  }

  private static func compared(_ read: SampleReader) -> [MergeView.Compared] {
    let lamp = read.or("路灯", "Street light")
    let words = read.or("楼前的灯不亮", "The lamp is out")
    return [
      MergeView.Compared(
        label: read.say("merge.kind"), own: lamp, other: lamp, verdict: read.say("merge.same"),
        isDifferent: false),
      MergeView.Compared(
        label: read.say("merge.words"), own: words,
        other: read.or("井盖一踩就响", "A cover rattles"),
        verdict: read.say("merge.alike", ["n": "8"]), isDifferent: true),
    ]
  }

  private static func pieces(_ read: SampleReader) -> [PartView] {
    [
      PartView(
        link: nil, title: read.or("路灯不亮", "Lamp out"),
        who: read.or("供电所 运维班", "Power company"), chip: read.chip(.doing), over: nil),
      PartView(
        link: nil, title: read.or("井盖松动", "Loose cover"),
        who: read.or("水务公司 抢修班", "Water company"), chip: read.chip(.assigned), over: nil),
    ]
  }

  private static func asking(_ read: SampleReader) -> OutsideAskView {
    OutsideAskView(
      id: "1", back: "/console/cases/1", shortNo: "TY-1122-0417",
      title: read.or("柳巷 12 号楼前路灯不亮", "Street lamp out"), isMade: true,
      note: read.say("outside.note", ["n": "7"]),
      parts: ["words", "photos", "place"].map { part in
        OptionView(value: part, label: read.say("outside.part." + part), chosen: part == "words")
      }, typed: Typed(),
      asked: [
        OutsideAskView.Line(
          id: "q", request: "1", party: read.or("某某物业", "Some Property Ltd"),
          question: read.or("这根灯杆是你们的吗？", "Is this lamp post yours?"),
          standing: read.say("outside.standing.waiting"),
          when: read.or("12月5日 9:00", "5 Dec 9:00"), canRevoke: true,
          link: "https://linli.example/tongyin/outside/token")
      ], hasAsked: true, errors: nil)
  }
}
