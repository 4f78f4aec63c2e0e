extension ServiceCatalogue {
  /// The catalogue of 24 November 2026.
  static let shipped = ServiceCatalogue(
    services: [
      service(
        "public_facilities", "lamp", "housing_urban",
        [
          item("street_light", "lamp", "路灯 灯不亮 照明 灯杆"),
          item("manhole", "drop", "井盖 窨井 水管 下水道"),
          item("fitness", "bldg", "健身器材 长椅 公厕 站牌"),
        ]),
      service(
        "education_health", "book", "education",
        [
          item("school", "book", "学校 教育 学位 幼儿园 老师 补课 招生 培训"),
          item("clinic", "plus", "医院 医生 医保 药店 卫生院 疫苗 看病"),
        ]),
      service(
        "disputes_rights", "users", "livelihood",
        [
          item("consumer", "users", "消费 退款 欺诈 维权 合同 纠纷 投诉商家 预付卡"),
          item("wages", "users", "拖欠工资 欠薪 农民工工资 讨薪"),
        ]),
      service(
        "city_appearance", "trash", "environment",
        [
          item("rubbish", "trash", "垃圾 卫生 脏乱 堆放 清运 异味"),
          item("noise", "noise", "噪音 噪声 扰民 广场舞 施工声 油烟"),
          item("stalls", "trash", "占道 摆摊 流动摊贩 小广告 违规广告"),
        ]),
      service(
        "traffic", "road", "housing_urban",
        [
          item("road_surface", "road", "路面 坑洼 修路 道路 破损 断头路"),
          item("parking", "car", "停车 违停 停车场 收费停车"),
          item("transit", "road", "公交 地铁 红绿灯 信号灯 堵车 拥堵 斑马线"),
        ]),
      service(
        "property_estate", "bldg", "housing_urban",
        [item("property", "bldg", "物业 业委会 小区 电梯 物业费 维修基金 业主")]),
      service(
        "utilities", "drop", "livelihood",
        [
          item("water", "drop", "停水 供水 自来水 水压 漏水 水质"),
          item("power", "lamp", "停电 供电 电压 电费 变压器"),
          item("heat_gas", "drop", "供暖 暖气 天然气 燃气 煤气"),
        ]),
      service(
        "housing_construction", "bldg", "housing_urban",
        [item("housing", "bldg", "拆迁 征地 安置 房产证 烂尾 开发商 购房 棚改 公租房 廉租房 楼盘 违建 违章")]),
      service(
        "social_security_jobs", "users", "employment",
        [item("social_security", "users", "社保 养老金 退休 低保 工伤 失业 就业 公积金 补贴 人才")]),
      service(
        "fire_safety", "alert", "safety",
        [item("fire_hazard", "alert", "消防 安全隐患 火灾 充电 飞线 易燃 高空抛物 危房")], anonymous: true),
      service(
        "public_security_fraud", "alert", "safety",
        [item("security", "alert", "治安 诈骗 传销 赌博 盗窃 打架 黄赌毒 非法集资 黑社会")], anonymous: true),
      service(
        "farming_water", "drop", "environment",
        [item("farming", "drop", "农田 灌溉 水渠 河道 村 农村 林地 养殖 污水 水污染 排污 污染")]),
      service("other", "dots", "livelihood", [], anonymous: false),
    ],
    frequent: ["street_light", "road_surface", "manhole", "rubbish", "noise"],
    questions: shippedQuestions)

  private static func service(
    _ code: String, _ icon: String, _ classCode: String, _ items: [Item], anonymous: Bool = false
  ) -> Service {
    Service(
      code: code, icon: icon, classCode: classCode, items: items, allowsAnonymous: anonymous)
  }

  private static func item(_ code: String, _ icon: String, _ words: String) -> Item {
    Item(code: code, icon: icon, words: words.split(separator: " ").map(String.init))
  }
}
