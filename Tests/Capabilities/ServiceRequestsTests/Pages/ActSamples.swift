import Kernel

@testable import ServiceRequests

extension PageSample {
  /// Forms of the console that stand on pages of their own or change what was decided.
  static let acts: [PageSample] = [
    PageSample(name: "queue-filter", isStaff: true) { read in
      let view = queue(
        read, search: read.or("路灯", "lamp"), rows: rows(read, chosen: -1), detail: nil, acts: nil,
        filter: filter(read))
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "queue-work", isStaff: true) { read in
      let view = queue(
        read, rows: rows(read, chosen: 7), detail: deskCase(read, .doing), acts: working(read),
        errors: read.errors(
          FieldError("reassignment_unit", "mistake.no-unit"),
          FormMistake.tooShort("reassignment_reason", least: 5, now: 2)))
      return ServiceRequestsPages.page(view, read.words, read.language)
    },
    PageSample(name: "merge", isStaff: true) { read in
      ServiceRequestsPages.page(merge(read, target: nil), read.words, read.language)
    },
    PageSample(name: "merge-confirm", isStaff: true) { read in
      ServiceRequestsPages.page(
        merge(read, target: deskCase(read, .assigned)), read.words, read.language)
    },
  ]

  static func working(_ read: SampleReader) -> QueueActs {
    var acts = QueueActs()
    var typed = Typed()
    typed.isOpen = true
    typed.said = ["reason": read.or("错了", "No")]
    acts.reassignment = QueueActs.Reassignment(
      from: read.or("供电所 运维班", "Power company"), units: units(read),
      levels: [OptionView(value: "grid", label: read.or("11 网格（属地办）", "Grid 11 (by place)"))],
      typed: typed)
    acts.coUnits = QueueActs.CoUnits(units: units(read), typed: Typed())
    acts.extended = QueueActs.Extension(
      from: read.or("供电所 运维班", "Power company"),
      reason: read.or("要等施工许可", "Waiting for the permit"),
      until: read.or("再要 12 小时、延到 明天 18:00", "12 hours more, until tomorrow 18:00"),
      decisions: decisions(
        read, [("granted", "act.extension.grant"), ("refused", "act.extension.refuse")]))
    acts.correction = QueueActs.CorrectionForm(
      title: read.or("柳巷 12 号楼前路灯不亮", "Street lamp out"),
      kinds: [
        QueueActs.CorrectionForm.Group(
          label: read.say("service.public_facilities"),
          options: [
            OptionView(
              value: "public_facilities.street_light", label: read.say("item.street_light"),
              chosen: true)
          ])
      ], classes: CodeWords.requestKinds.options(read.words, read.language),
      urgencies: CodeWords.urgencies.options(chosen: "normal", read.words, read.language),
      requestKinds: CodeWords.requestKinds.options(chosen: "help", read.words, read.language),
      confidentialities: CodeWords.confidentialities.options(
        chosen: "public", read.words, read.language),
      areas: [OptionView(value: "11", label: read.or("11 网格", "Grid 11"), chosen: true)],
      address: read.or("柳巷 12 号楼", "Willow Lane No. 12"), latitude: "28.9943",
      longitude: "118.0123",
      seasons: CodeWords.seasons.options(chosen: "before_freeze", read.words, read.language),
      typed: Typed())
    acts.words = WordsForm(base: DeskCase.Place.console.rawValue, typed: Typed())
    return acts
  }

  static func filter(_ read: SampleReader) -> QueueFilterView {
    QueueFilterView(
      search: read.or("路灯", "lamp"),
      status: [OptionView(value: "", label: read.say("filter.any-open"))]
        + CodeWords.openStates.options(chosen: "in_progress", read.words, read.language),
      ended: CodeWords.endedStates.options(read.words, read.language),
      times: [
        OptionView(value: "", label: read.say("filter.any"), chosen: true),
        OptionView(value: "near", label: read.say("queue.count.near") + " (5)"),
        OptionView(value: "over", label: read.say("queue.count.over") + " (2)"),
      ], services: [OptionView(value: "traffic", label: read.say("service.traffic") + " (12)")],
      classes: [OptionView(value: "safety", label: read.say("class.safety") + " (3)")],
      areas: [
        QueueFilterView.Group(
          label: read.or("柳巷社区", "Willow Lane"),
          options: [OptionView(value: "11", label: read.or("11 网格 (4)", "Grid 11 (4)"))])
      ], units: units(read),
      found: [OptionView(value: "patrol", label: read.say("mark.proactive"), chosen: true)],
      seasons: CodeWords.seasons.options(read.words, read.language),
      kept: [QueueView.KeptField(name: "sort", value: "newest")],
      back: "/console?q=x")
  }

  static func merge(_ read: SampleReader, target: DeskCase?) -> MergeView {
    MergeView(
      own: deskCase(read, .new), target: target, isOpen: target != nil,
      candidates: target != nil
        ? []
        : [
          MergeView.Candidate(
            path: "/console/cases/1/merge?no=33010820261121W000402",
            title: read.or("楼前路灯坏了", "Lamp in front of the house"), shortNo: "TY-1121-0402",
            place: read.or("柳巷 12 号楼 · 11 网格", "Willow Lane No. 12 · grid 11"),
            why: read.or("路灯 · 30 米 · 昨天", "Lamp · 30 m · yesterday"),
            chip: read.chip(.assigned, resident: false))
        ], wanted: target == nil ? "LL-9999" : "TY-1121-0402", keptQuery: "?time=over",
      kept: [QueueView.KeptField(name: "time", value: "over")],
      errors: target == nil
        ? read.errors(FieldError("no", "mistake.no-such-number")) : nil)
  }
}
