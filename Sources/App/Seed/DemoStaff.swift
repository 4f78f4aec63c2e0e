import Identity
import Kernel

/// The invented people of the demo city.
enum DemoStaff {
  struct Member: Sendable {
    let login: String
    let name: String
    let post: Post
    let role: String
    let scope: Scope
  }

  static func named(_ plan: DemoPlan = DemoPlan()) -> [Member] {
    [
      // Of the district, so that reports without a grid are seen as well.
      member(
        "dispatcher", "林静", "区调度员", "District dispatcher", "district_operator", .area(plan.district)
      ),
      member(
        "chief", "梁志远", "区值班主任", "District chief on duty", "operator_chief", .area(plan.district)),
      member("supervisor", "秦岚", "区督查员", "District supervisor", "supervision_officer", .everything),
      member(
        "street", "许知行", "桐荫街道调度员", "Tongyin street dispatcher", "street_operator",
        .area(plan.street)),
      member(
        "grid", "陈小满", "11 网格员", "Grid worker, grid 11", "grid_worker",
        .area(plan.street + "002011")),
      member(
        "community", "温和", "柳巷社区工作者", "Liuxiang community worker", "community_worker",
        .area(plan.street + "002")),
      member(
        "power", "周建国", "供电所运维班", "Power supply station, maintenance", "department_handler",
        .unit("power")),
      member(
        "water", "沈一帆", "水务公司抢修班", "Water company, emergency repair", "department_handler",
        .unit("water")),
      member("works", "高扬", "城建办", "Works office", "department_handler", .unit("works")),
      member("clean", "马晓东", "环卫所", "Street cleaning", "department_handler", .unit("clean")),
      member("patrol", "罗敏", "综合执法队", "Enforcement team", "department_handler", .unit("patrol")),
      member(
        "property", "何文静", "物业柳巷服务站", "Liuxiang property service", "department_handler",
        .unit("property")),
      member(
        "traffic", "邓川", "交警四中队", "Traffic police, 4th squad", "department_handler",
        .unit("traffic")),
      member("privacy", "苏婉", "个人信息保护员", "Data protection officer", "privacy_officer", .everything),
      member("admin", "方立", "系统管理员", "System administrator", "system_admin", .everything),
      member("security", "石磊", "安全管理员", "Security administrator", "security_admin", .everything),
    ]
  }

  /// Made when all else is there: its login says that the city is whole.
  static let last = member("auditor", "严明", "审计员", "Auditor", "auditor", .everything)

  /// So that whatever place or unit a case is sent to, somebody can sign in for it.
  static func others(_ plan: DemoPlan) -> [Member] {
    [
      member(
        "xuefu", "江采薇", "学府社区工作者", "Xuefu community worker", "community_worker",
        .area(plan.street + "001")),
      member(
        "wutong", "白雨桐", "梧桐社区工作者", "Wutong community worker", "community_worker",
        .area(plan.street + "003")),
      member(
        "qinghe", "莫北", "清河社区工作者", "Qinghe community worker", "community_worker",
        .area(plan.street + "004")),
      member(
        "qixia", "云帆", "栖霞社区工作者", "Qixia community worker", "community_worker",
        .area(plan.street + "005")),
      member("safety", "雷鸣", "平安办", "Safety office", "department_handler", .unit("safety")),
      member("heating", "焦阳", "热力公司", "Heating company", "department_handler", .unit("heating")),
      member(
        "welfare", "安然", "社会事务办", "Social affairs office", "department_handler", .unit("welfare")),
      member(
        "justice", "方正", "司法所", "Legal service office", "department_handler", .unit("justice")),
    ]
  }

  static let residents = [
    (name: "李慧芳", phone: "13800002076"), (name: "王德顺", phone: "13800003187"),
    (name: "赵小蕾", phone: "13800004298"), (name: "巴特尔", phone: "13800005309"),
    (name: "韦秀英", phone: "13800006410"), (name: "刘桂兰", phone: "13800007521"),
  ]

  static func login(of grid: Int) -> String {
    grid == 11 ? "grid" : "grid" + Digits.padded(grid, 2)
  }

  /// One for each grid but the eleventh, which has 陈小满.
  static func gridWorkers(_ grids: [Basemap.Grid], _ plan: DemoPlan) -> [Member] {
    grids.filter { $0.number != 11 }.map { grid in
      member(
        login(of: grid.number), name(grid.number), "\(grid.number) 网格员",
        "Grid worker, grid \(grid.number)", "grid_worker",
        .area(plan.code(of: grid)))
    }
  }

  private static let surnames = Array("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏")
  private static let givenNames = [
    "春燕", "大勇", "小梅", "志强", "丽娟", "海波", "秋月",
  ]

  private static func name(_ number: Int) -> String {
    String(surnames[number * 7 % surnames.count]) + givenNames[number % givenNames.count]
  }

  private static func member(
    _ login: String, _ name: String, _ post: String, _ english: String, _ role: String,
    _ scope: Scope
  ) -> Member {
    Member(
      login: login, name: name, post: Post(post, english: english), role: role, scope: scope)
  }
}
