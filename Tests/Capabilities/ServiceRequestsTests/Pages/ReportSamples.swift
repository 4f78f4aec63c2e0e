import Kernel

@testable import ServiceRequests

extension PageSample {
  static let reports: [PageSample] = [
    PageSample(name: "what") { ServiceRequestsPages.page(what($0), $0.words, $0.language) },
    PageSample(name: "what-errors") { read in
      let view = what(
        read, kinds: false, errors: read.errors(FormMistake.photoFailed(2), FormMistake.noKind))
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "where") { ServiceRequestsPages.page(place($0), $0.words, $0.language) },
    PageSample(name: "where-guess") { read in
      ServiceRequestsPages.page(place(read, isGuess: true), read.words, read.language)
    },
    PageSample(name: "where-asked") { read in
      ServiceRequestsPages.page(
        place(read, isGuess: true, errors: read.errors(FormMistake.noGrid)), read.words,
        read.language)
    },
    PageSample(name: "check") { ServiceRequestsPages.page(check($0), $0.words, $0.language) },
    PageSample(name: "check-patrol") { read in
      var view = check(read)
      view.season = ReportCheckView.Season(
        options: CodeWords.seasons.options(chosen: "before_freeze", read.words, read.language))
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "check-sign-in") { read in
      ServiceRequestsPages.page(
        check(
          read, phone: nil,
          errors: read.errors(FieldError("phone", "mistake.no-code-landline"))),
        read.words, read.language)
    },
    PageSample(name: "received") { ServiceRequestsPages.page(received($0), $0.words, $0.language) },
    PageSample(name: "received-code") { read in
      ServiceRequestsPages.page(received(read, code: "7K2Q-M9XD"), read.words, read.language)
    },
    PageSample(name: "received-landline") { read in
      var view = received(read, code: "7K2Q-M9XD")
      (view.keep, view.signIn) = (read.say("received.keep.landline"), nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "received-claim") { read in
      var view = received(read, code: "7K2Q-M9XD")
      (view.mayClaim, view.signIn) = (true, nil)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "report-offline") { read in
      let page = what(read, kinds: false)
      return ServiceRequestsPages.page(
        ReportOfflineView(
          kinds: page.kinds, types: page.types, grids: place(read).grids, unknown: "330108"),
        read.words, read.language)
    },
  ]

  static let said = "12 号楼楼道口那盏，三天没亮了，老人晚上出门怕摔。"
  static let saidEnglish =
    "The one at the door of No. 12 has been out for three days. Old people are afraid to fall."

  static func what(
    _ read: SampleReader, kinds chosen: Bool = true, errors: FormErrors? = nil
  ) -> ReportWhatView {
    let kinds = [
      ("lamp", "lamp", "路灯", "Street lamp"), ("road", "road", "路面", "Road"),
      ("drain", "drop", "水管井盖", "Pipes, manholes"), ("rubbish", "trash", "垃圾", "Rubbish"),
      ("noise", "noise", "噪声", "Noise"),
    ]
    return ReportWhatView(
      photos: ["a", "b"].enumerated().map {
        ReportWhatView.DraftPhoto(
          id: $0.element, small: "/files/\($0.element)/small",
          label: read.say("report.photos.label", ["n": String($0.offset + 1)]))
      }, hasPhotos: true,
      kinds: kinds.map {
        ReportWhatView.KindTile(
          code: $0.0, icon: $0.1, label: read.or($0.2, $0.3), chosen: chosen && $0.0 == "lamp")
      }, isOther: false, types: types(read), voice: chosen ? "/files/v" : nil,
      text: read.or(said, saidEnglish), guessed: chosen,
      guess: chosen ? read.or("路灯", "Street lamp") : nil, errors: errors, isEditing: false)
  }

  static func types(_ read: SampleReader) -> [ReportWhatView.KindTile] {
    [
      ("bldg", "公共设施", "Public facilities"), ("book", "教育卫生", "Schools and health"),
      ("scale", "纠纷维权", "Disputes and rights"), ("trash", "市容环境", "Street cleanliness"),
      ("car", "交通出行", "Traffic"), ("home", "物业小区", "Estate management"),
      ("drop", "供水供电供热供气", "Water, power, heat, gas"), ("layers", "住房建设", "Housing"),
      ("brief", "社会保障就业", "Benefits and jobs"), ("fire", "消防安全隐患", "Fire hazards"),
      ("shield", "治安反诈", "Public order, fraud"), ("wheat", "农林牧水", "Farming, water"),
      ("chat", "其他建议", "Other suggestions"),
    ].map {
      ReportWhatView.KindTile(
        code: $0.0, icon: $0.0, label: read.or($0.1, $0.2), chosen: false,
        allowsAnonymous: ["fire", "shield"].contains($0.0))
    }
  }

  static func place(
    _ read: SampleReader, isGuess: Bool = false, errors: FormErrors? = nil
  ) -> ReportWhereView {
    let isPlaced = !isGuess && errors == nil
    return ReportWhereView(
      address: read.or("柳巷 12 号楼南侧", "South of Willow Lane No. 12"),
      grids: (9...13).map {
        OptionView(
          value: "g\($0)", label: read.or("\($0) 网格 · 柳巷社区", "Grid \($0) · Willow Lane"),
          chosen: $0 == 11 && errors == nil,
          ring: "118.0,28.99 118.01,28.99 118.01,28.995 118.0,28.99",
          short: "\($0)")
      }, unknown: "330108", isUnknown: false,
      guess: isGuess && errors == nil ? read.or("11 网格 · 柳巷社区", "Grid 11 · Willow Lane") : nil,
      latitude: isPlaced ? "28.994300" : "", longitude: isPlaced ? "118.012300" : "", map: map,
      isPlaced: isPlaced, asked: "0123456789abcdef",
      nearby: !isPlaced
        ? nil
        : ReportWhereView.Nearby(
          cases: [
            ReportWhereView.NearbyCase(
              id: "8", title: read.or("楼前路灯坏了", "Lamp in front of the house is broken"),
              meta: read.when(-1, 20, 14) + read.or(" · 柳巷社区 11 网格", " · Willow Lane Grid 11"),
              chip: read.chip(.assigned), photo: "/files/a/small", icon: "lamp")
          ], brings: true),
      questions: [
        ReportWhereView.Question(
          field: "ask-reach", label: read.say("question.reach"), isRequired: false,
          options: ["one_home", "one_building", "whole_estate"].map {
            OptionView(value: $0, label: read.say("answer." + $0), chosen: $0 == "one_building")
          }, isChoice: true, input: "radio", isDate: false, isNumber: false, value: "", errors: []),
        ReportWhereView.Question(
          field: "ask-since", label: read.say("question.since"), isRequired: true, options: [],
          isChoice: false, input: "radio", isDate: true, isNumber: false, value: "2026-11-20",
          errors: []),
      ], errors: errors, isEditing: false)
  }

  static let map = MapView(
    basemap: "/assets/demo-basemap.geojson", tiles: "", attribution: "", datum: "wgs84",
    centre: "28.9943,118.0123", zoom: 16)

  static func check(
    _ read: SampleReader, phone: String? = "13812342076", errors: FormErrors? = nil
  ) -> ReportCheckView {
    ReportCheckView(
      kind: read.or("路灯不亮", "Street lamp out"), text: read.or(said, saidEnglish),
      photos: [read.photo("a"), read.photo("b")],
      place: read.or("柳巷 12 号楼南侧", "South of Willow Lane No. 12"),
      placeNote: read.or("柳巷社区 · 11 网格", "Willow Lane · Grid 11"),
      phone: phone.map(Say.masked(phone:)),
      typedPhone: phone == nil ? "0470 8221234" : "13812342076",
      allowsAnonymous: phone == nil, isAnonymous: false, isPublic: true,
      asksPublic: true,
      promise: read.say(
        "report.promise",
        [
          "kind": read.or("路灯类", "Street lamps"), "accept": Say.span(30, in: read.language),
          "dispatch": Say.span(24 * 60 - 60, in: read.language),
          "done": Say.span(24 * 60 - 60, in: read.language),
        ]), isUrgent: phone == nil, errors: errors,
      preview: ReportCheckView.Preview(
        title: read.or("12 号楼前路灯不亮", "Lamp out at No. 12"), text: read.or(said, saidEnglish),
        place: read.or("柳巷 12 号楼南侧 · 11 网格", "Willow Lane No. 12 · Grid 11")))
  }

  static func received(_ read: SampleReader, code: String? = nil) -> ReceivedView {
    func next(_ look: String, _ icon: String, _ title: String, _ key: String) -> ReceivedView.Next {
      ReceivedView.Next(look: look, icon: icon, title: title, text: read.say(key))
    }
    return ReceivedView(
      id: "1", shortNo: "TY-1122-0417", fullNo: "33010820261122W000417",
      routed: read.say("received.routed", ["who": read.or("11 网格", "grid 11")]),
      next: [
        next(
          "now", "half-c", Say.before(read.at(0, 11, 40), now: read.now, in: read.language),
          "received.next.accept"),
        next(
          "todo", "right", Say.before(read.at(1, 11, 40), now: read.now, in: read.language),
          "received.next.dispatch"),
        next(
          "todo", "clock", Say.before(read.at(2, 11, 40), now: read.now, in: read.language),
          "received.next.done"),
        next("todo", "star", read.say("step.rate"), "received.next.rate"),
      ], notice: code == nil ? read.say("received.notice") : nil,
      joined: false, canFollow: code == nil, code: code,
      keep: code == nil ? "" : read.say("received.keep"),
      signIn: code == nil ? nil : "%2Freport%2F33010820261122W000417%2Freceived")
  }
}
