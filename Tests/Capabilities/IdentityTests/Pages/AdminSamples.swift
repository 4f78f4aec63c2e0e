import KernelTesting

@testable import Identity
@testable import Kernel

/// What the pages of administration are shown with.
enum AdminSamples {
  static let now = PageBench.now
  static let person = Identifier<Person>(rawValue: "00000000-0000-7000-8000-000000000001")

  static let roles = [
    Role(
      code: "street_operator", chinese: "街道调度员", english: "Street dispatcher",
      permissions: [
        Permission(rawValue: "service_requests.dispatch"),
        Permission(rawValue: "service_requests.search"),
      ]),
    Role(
      code: "security_admin", chinese: "安全管理员", english: "Security administrator",
      permissions: [.administerGrants], isTwoStep: true),
  ]

  static func line(
    _ number: Int, _ login: String, _ name: String, _ post: Post, disabled: Bool = false,
    roles: [String] = ["street_operator"]
  ) -> StaffLine {
    StaffLine(
      person: Identifier(
        rawValue: "00000000-0000-7000-8000-" + Digits.padded(number, 12)), login: login, name: name,
      post: post, isDisabled: disabled, isTwoStep: number == 1, isTemporary: false,
      maskedPhone: "138 **** 2076", codesLeft: 9, roles: roles)
  }

  static let lines = [
    line(1, "dispatcher", "林静", Post("区调度员", english: "District dispatcher")),
    line(2, "power", "周建国", Post("供电所运维班"), disabled: true),
    line(3, "new", "韦秀英", Post("新来的同事"), roles: []),
  ]

  static func viewer(_ permissions: Set<Permission>) -> Viewer {
    Viewer(person: Identifier(rawValue: "me"), grants: [Grant(permissions, in: .everything)])
  }

  static var sheet: StaffDesk.Sheet {
    StaffDesk.Sheet(
      line: lines[0],
      sessions: [AccountSamples.session(1, "chrome.windows", minutes: 12)],
      grants: [
        grant(1, .area("990101001"), until: .never),
        grant(2, .unit("power"), until: now.adding(days: 35)),
        grant(3, .one("00000000-0000-7000-8000-0000000000aa"), until: now.adding(days: -1)),
      ], roles: roles, places: StaffDesk.Places(plan: Places.plan, region: "990101"))
  }

  private static func grant(_ number: Int, _ scope: Scope, until: Timestamp) -> RoleGrant {
    RoleGrant(
      id: Identifier(rawValue: "00000000-0000-7000-8000-" + Digits.padded(100 + number, 12)),
      role: "street_operator", scope: scope, from: now.adding(days: -20), until: until,
      givenBy: "operator")
  }

  static func answer(faults: [String] = [], rows: Bool = true) -> AuditDesk.Answer {
    func line(
      _ number: Int64, _ actor: String, _ action: String, _ subject: String, _ detail: String
    )
      -> AuditLog.Line
    {
      AuditLog.Line(
        place: AuditLog.Place(at: now.adding(minutes: -number), lane: 3, number: 900 - number),
        entry: AuditEntry(actor: actor, action: action, subject: subject, detail: detail),
        hash: "h")
    }
    let lines = [
      line(1, person.rawValue, "identity.signed_in", "person:" + person.rawValue, "password+totp"),
      line(9, "visitor", "identity.sign_in_refused", "login:Hn3v0Qe1mPz8Yw2KcLxT9a", "wrong"),
      line(30, person.rawValue, "service_request.dispatch", "case:0193a", "dispatched"),
      line(31, person.rawValue, "unheard_of.deed", "thing:0193a", ""),
    ]
    return AuditDesk.Answer(
      lines: rows ? lines : [], next: rows ? lines.last?.place : nil,
      names: [person.rawValue: "林静 · dispatcher"],
      ended: rows
        ? AuditCheck(
          id: Identifier(rawValue: "c"), startedAt: now.adding(hours: -8), finishedAt: now,
          entries: 18_204, lanes: 16, checkpoints: 144, faults: faults) : nil,
      running: faults.isEmpty
        ? nil
        : AuditCheck(
          id: Identifier(rawValue: "d"), startedAt: now, finishedAt: nil, entries: 0, lanes: 0,
          checkpoints: 0, faults: []))
  }

  static func pages(_ words: Words, _ language: Language) -> [(name: String, page: Page)] {
    func errors(_ fields: [FieldError]) -> FormErrors? {
      FormErrors(fields, words: words, in: language)
    }
    func person(_ viewer: Viewer, errors: FormErrors? = nil) -> Page {
      AdminPages.page(
        PersonView(
          sheet, for: viewer, gift: GiftForm(), done: nil, errors: errors, now: now, words,
          language), words, language)
    }
    func staff(_ lines: [StaffLine], _ search: String = "") -> Page {
      AdminPages.page(
        StaffListView(
          lines, roles, search: search, canAdd: true, done: nil, words, language), words, language)
    }
    func audit(_ answer: AuditDesk.Answer, _ form: AuditForm) -> Page {
      AdminPages.page(
        AuditView(answer, form, errors: nil, now: now, words, language), words, language)
    }
    let limits = LimitsView(
      SignInRules(), typed: [.staffHours: "99"], canChange: true, done: nil,
      errors: errors([
        FieldError("staff_hours", "identity.limit-bounds", values: ["from": "1", "to": "24"])
      ]), words, language)
    let draft = StaffDesk.Draft(login: "!", name: "周", post: "运维班", phone: "")
    return [
      ("admin-staff", staff(lines)), ("admin-staff-empty", staff(lines, "没有这个人")),
      (
        "admin-staff-new",
        AdminPages.page(
          StaffNewView(
            draft,
            errors: errors([
              FieldError("name", "identity.name"), FieldError("login", "identity.login-form"),
            ]), words, language), words, language)
      ),
      (
        "admin-handed",
        AdminPages.page(
          HandedView(
            isNew: true, name: "周建国", login: "power", password: "7kq2-mx9r-t4wz-bn3c", hours: 72,
            path: "/admin/staff/1", words, language), words, language)
      ),
      ("admin-person-accounts", person(viewer([.administerAccounts]))),
      (
        "admin-person-grants",
        person(
          viewer([.administerGrants]),
          errors: errors([
            FieldError("role", "identity.role-choose"), FieldError("area", "identity.scope-area"),
          ]))
      ),
      (
        "admin-roles",
        AdminPages.page(
          RolesView(
            roles.map { (role: $0, holders: 4) }, canChange: true, done: nil, words, language),
          words, language)
      ),
      ("admin-limits", AdminPages.page(limits, words, language)),
      ("admin-audit", audit(answer(), AuditForm(Form()))),
      (
        "admin-audit-broken",
        audit(
          answer(faults: ["lane 3: link 812 was changed"]),
          AuditForm(Form(values: ["who": ["dispatcher"], "from": ["2026-11-01"]])))
      ),
      ("admin-audit-empty", audit(answer(rows: false), AuditForm(Form()))),
    ]
  }
}
