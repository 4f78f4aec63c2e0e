import Kernel

@testable import ServiceRequests

extension PageSample {
  static let publicFace: [PageSample] = [
    PageSample(name: "open-data") { read in
      let view = OpenDataView(
        files: [
          OpenDataView.File(path: "/public/cases.csv", label: read.say("open.file.csv")),
          OpenDataView.File(path: "/public/cases.atom", label: read.say("open.file.atom")),
        ],
        filters: [OpenDataView.Field(name: "show", meaning: read.say("open.filter.show"))],
        fields: PublicCase.columns.prefix(3).map {
          OpenDataView.Field(name: $0.name, meaning: read.say($0.meaning))
        }, licence: PublicFeed.licence)
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "cover", isStaff: true) { read in
      ServiceRequestsPages.page(cover(read, errors: nil), read.words, read.language)
    },
    PageSample(name: "cover-errors", isStaff: true) { read in
      let errors = read.errors(FieldError("cover_boxes", "mistake.cover-box", values: ["n": "2"]))
      return ServiceRequestsPages.page(cover(read, errors: errors), read.words, read.language)
    },
    PageSample(name: "case-own") { read in
      var view = doing(read)
      view.own = CaseView.Own(
        words: read.or("灯不亮，三天了。", "The lamp has been out for three days."), isOpen: true,
        sharing: true, name: true, number: "138 **** 2076")
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
  ]

  private static func cover(_ read: SampleReader, errors: FormErrors?) -> CoverView {
    CoverView(
      id: "1", title: read.or("柳巷 12 号楼前路灯不亮", "Lamp out in Willow Lane"),
      shortNo: "LL-1122-0417", isShared: errors == nil,
      photos: [
        CoverView.Photo(
          file: "a", number: "1", full: "/files/a", alt: read.say("case.photo", ["n": "1"]),
          copy: "/files/b", covered: "b", isPublic: errors == nil,
          rows: [
            CoverView.Row(
              number: "1", key: "1-1", left: "10", top: "20.5", width: "30", height: "15"),
            CoverView.Row(number: "2", key: "1-2"),
          ])
      ],
      history: [
        CoverView.Line(
          when: read.when(0, 10, 12), who: read.or("区调度员", "District dispatcher"),
          deed: read.say("cover.deed.publish"), photo: read.say("case.photo", ["n": "1"]),
          reason: "")
      ], errors: errors)
  }
}
