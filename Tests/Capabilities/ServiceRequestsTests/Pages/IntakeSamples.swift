import Kernel

@testable import ServiceRequests

extension PageSample {
  static let intakes: [PageSample] = [
    PageSample(name: "intake", isStaff: true) { read in
      ServiceRequestsPages.page(intake(read), read.words, read.language)
    },
    PageSample(name: "intake-errors", isStaff: true) { read in
      let errors = FormErrors(
        IntakeForm.said([
          FormMistake.nothingSaid, FieldError("phone", "mistake.no-caller"), FormMistake.noKind,
        ]), words: read.words, in: read.language)
      return ServiceRequestsPages.page(intake(read, errors: errors), read.words, read.language)
    },
    PageSample(name: "intake-nearby", isStaff: true) { read in
      let near = IntakeView.Nearby(at: "x", cases: place(read).nearby?.cases ?? [])
      return ServiceRequestsPages.page(intake(read, nearby: near), read.words, read.language)
    },
    PageSample(name: "intake-taken", isStaff: true) { read in
      ServiceRequestsPages.page(
        TakenInView(
          shortNo: "LL-1122-0417", groups: ["990101", "2026", "1122", "W", "000417"],
          fullNo: "99010120261122W000417", code: "7K2Q-M9XD",
          promise: read.or("路灯一般 2 小时内接单。", "Street lamps are taken on within 2 hours."),
          isUrgent: true, path: "/console/cases/1"), read.words, read.language)
    },
  ]

  static func intake(
    _ read: SampleReader, nearby: IntakeView.Nearby? = nil, errors: FormErrors? = nil
  ) -> IntakeView {
    IntakeView(
      sources: ["hotline", "phone", "window"].map {
        OptionView(
          value: $0, label: read.say("intake.source." + $0), chosen: $0 == "hotline")
      }, phone: errors == nil ? "13800002076" : "", isWithheld: false,
      kinds: [
        IntakeView.Group(
          label: read.or("公共设施", "Public facilities"),
          options: [
            OptionView(
              value: "public_facilities.street_light", label: read.or("路灯", "Street lamp"),
              chosen: errors == nil)
          ])
      ], text: errors == nil ? read.or(said, saidEnglish) : "",
      address: read.or("柳巷 12 号楼", "12 Liuxiang"), grids: place(read).grids, isPublic: true,
      isHidden: false, nearby: nearby,
      errors: errors)
  }
}
