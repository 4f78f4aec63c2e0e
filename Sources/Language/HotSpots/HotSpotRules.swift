/// The numbers and words hot spots are found with, and the day they are in force from.
///
/// They are data: another city puts its own in place of the shipped ones. What each number does
/// stands in `docs/language.md`; the shipped ones were chosen on public messages of 2019.
public struct HotSpotRules: Sendable, Codable, Hashable {
  /// `yyyy-MM-dd`, told with every result.
  public var since: String
  /// How alike two messages have to be in their words (cosine, 0 to 1) when they name the same
  /// estate, school or firm; the same road or station; the same district or town; nothing in common.
  public var likeness: [Double]
  /// Days after which likeness counts less, and the share that is left of it.
  public var farDays: Int
  public var farShare: Double
  /// The fewest different people that make a hot spot, and the votes that let one message be one.
  public var voices: Int
  public var lonelyLikes: Int
  /// Days within which one user's messages of a hot spot are one.
  public var repeatDays: Int
  public var heat: Heat
  /// What the kinds say that people picked; nil reads words only.
  public var kinds: Kinds?
  public var words: Words

  /// Kinds picked from a list, which no wording hides.
  public struct Kinds: Sendable, Codable, Hashable {
    /// The share of the needed likeness that the same kind brings at the same estate, road, district.
    public var share: [Double]
    /// Kinds that come out of one pipe or wire: the same kind in the same town is one matter.
    public var wide: Set<String>
    /// Within how many days of each other.
    public var days: Int
  }

  /// Weights of the heat.
  public struct Heat: Sendable, Codable, Hashable {
    /// Points of each voice, each further day, and each doubling of likes.
    public var voice: Double
    public var day: Double
    public var doubling: Double
    /// Factors of ordinary, serious, and dangerous.
    public var severity: [Double]
  }

  public struct Words: Sendable, Codable, Hashable {
    /// Ends of names of estates, schools, firms and villages.
    public var places: [String]
    /// Ends of names of roads, lines and stations.
    public var ways: [String]
    /// Ends of names of towns and districts.
    public var areas: [String]
    /// Names that are none.
    public var common: [String]
    /// Ends of what is never a name.
    public var dull: [String]
    /// Where a name cannot go on to its left.
    public var borders: [String]
    /// Groups of people, when no place is named.
    public var groups: [String]
    public var serious: [String]
    public var dangerous: [String]
  }
}

extension HotSpotRules {
  /// What is wrong with rules from a file, in words; nil when they can be used.
  public var fault: String? {
    let numbers = likeness + [farShare, heat.voice, heat.day, heat.doubling] + heat.severity
    if likeness.count != 4 { return "likeness needs four numbers" }
    if let kinds, kinds.share.count != 3 || !kinds.share.allSatisfy({ $0.isFinite && $0 >= 0 }) {
      return "kinds.share needs three shares"
    }
    if heat.severity.count != 3 { return "heat.severity needs three factors" }
    if !numbers.allSatisfy({ $0.isFinite && $0 >= 0 }) { return "a weight is negative" }
    if !likeness.allSatisfy({ $0 > 0 }) { return "likeness is to be above nought" }
    if voices < 1 || repeatDays < 0 || farDays < 0 { return "voices and days count from nought" }
    let names = words.places + words.ways + words.areas
    if names.isEmpty || names.contains("") { return "an end of names is empty" }
    return nil
  }

  /// The rules the product comes with.
  public static let shipped = HotSpotRules(
    since: "2026-11-28", likeness: [0.05, 0.16, 0.28, 0.36], farDays: 120, farShare: 0.7,
    voices: 2, lonelyLikes: 20, repeatDays: 30,
    heat: Heat(voice: 3, day: 1, doubling: 3, severity: [1, 1.2, 1.5]),
    kinds: Kinds(share: [1, 0.7, 0.5], wide: ["water", "power", "heat_gas", "transit"], days: 7),
    words: .shipped)
}

extension HotSpotRules.Words {
  private static func list(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }

  static let shipped = HotSpotRules.Words(
    places: list(
      """
      小区 花园 家园 新村 新城 之城 国际 广场 大厦 公寓 苑 园 湾 郡 府 庭 邸 轩 墅 城 滩 山庄 公馆 宿舍 \
      学校 小学 中学 大学 学院 幼儿园 医院 公司 集团 酒店 市场 村 水库 公园 银行 物业 壹号 一号 春天 \
      院子 有限公司 有限责任公司 车贷 餐厅 健身 工业园 商城 名都 世家 佳苑 天下 嘉园 \
      科技有限公司 网络科技有限公司 信息科技有限公司 股份有限公司 投资有限公司 开发有限公司 食品有限公司 贸易有限公司 \
      房地产开发有限公司 职业学院 职业技术学院 建设集团
      """),
    ways: list("路 大道 街 巷 高速 大桥 立交桥 立交 号线 站 隧道 路公交 路公交车 路车"),
    areas: list("街道 镇 乡 社区 片区 新区 经开区 高新区 开发区"),
    common: list(
      """
      住宅小区 居民小区 安置小区 该小区 本小区 我们小区 小区 各小区 道路 公路 马路 铁路 路口 有限公司 分公司 \
      房地产公司 物业公司 公司 开发公司 培训学校 学校 地铁站 公交站 车站 加油站 搅拌站 垃圾站 收费站 变电站 \
      高速 城市 县城 农村 乡村 全村 村 各村 城 街 商业街 步行街 人行天桥 政府 省政府 市政府 县政府 家庭 法庭 \
      社区 街道 居委会 校园 家园 花园 公园 幼儿园 小学 中学 大学 学院 医院 市场 菜市场 农贸市场 房地产市场 \
      物业 小区物业 酒店 广场 公寓 宿舍 国际 集团 银行 新城 新村 时代 自来水公司 燃气公司 公交公司 \
      线路 网站 套路 铺路 修路 电路 一路 半路 思路 走路 短路 问路 让路 出路 大路 小路 高铁站 客运站 \
      大街 片区 开发区 新区 健身 餐厅 老城 进城 棚户区 基站 充电站 中转站 垃圾中转站 建站 全国高速 \
      高速公路 快速路 主干道 十字路 公交线路 上高速 下乡 家乡 乡镇 城镇 村镇 全镇 集镇 老小区 \
      安置房小区 商业广场 房产公司 中介公司 教育公司 培训机构 装修公司 贷款公司 出租车公司 \
      保险公司 网络公司 科技公司 汽车站 火车站 入园 开园 幼园 楼盘 政府 民办园 公办园 普惠园 \
      小区幼儿园 普惠制幼儿园 女生宿舍 男生宿舍 学生宿舍 破坏小区 职业技术学院 技术学院 批发市场 公立医院 物流公司
      """),
    dull: list(
      """
      政府 家庭 法庭 配套幼儿园 惠性幼儿园 民办幼儿园 公立幼儿园 公办幼儿园 某公司 进入市场 开餐厅 水泥路 断头路 \
      小区路 住宅小区 商品房小区 周边小区 几个小区 安置小区 设医院 设站 中小学 交叉路 过马路 村道路 路隧道 大市场 \
      东广场 西广场 大酒店 三级医院 实验学校 实验小学 实验中学 一期物业 二期物业 三期物业 期物业 动物园 \
      线路 道路 公路 马路 铁路 跑路 套路 城际铁路 临街 商业街 路路 汽车站 火车站 客运站 加油站 搅拌站 垃圾站 收费站 变电站 \
      收购站 公交站 地铁站 充电站 网站 基站 中转站 回收站 公交车站 检测站 居民小区 业主小区 入读小区 物业 附近小区 \
      所在小区 高层小区 封闭小区 新小区 开发公司 建设公司 房地产公司 建筑公司 保险公司 装饰公司 装修公司 工程公司 \
      以南 以北 以东 以西 不合理 不公平 不合格 力度 步伐 建设 动工 刻不容缓 什么时候 怎么办 先修路 扰乱市场 手机银行 当庭 一所学校 多家酒店 自来水公司
      """),
    borders: list(
      """
      的 了 是 在 不 有 没 无 被 何 吗 请 对 为 能 会 要 我 你 他 她 它 这 那 该 本 某 和 与 及 或 从 把 让 \
      很 就 也 都 去 来 到 至 向 给 因 由 将 于 问 求 咨询 投诉 举报 反映 反应 请求 建议 希望 质疑 呼吁 \
      恳请 严惩 关于 位于 附近 旁边 对面 街道 大道 社区 市民 领导 强烈 尽快 加快 解决 座落 坐落 居住 \
      购买 入住 米 每 个 层 栋 违规 违法 非法 涉嫌 号栋 我们 开通 增加 增设 延长 业主 楼下 隔壁 控诉 责令 查处 整治
      """),
    groups: list(
      """
      退休教师 代课教师 民办教师 农民工 退伍军人 转业军人 业主 村民 居民 学生 教师 老师 职工 员工 司机 家长 考生 商户 \
      病人 患者 老人 残疾人 拆迁户 外嫁女 受害人 消费者 市民
      """),
    serious: list(
      """
      噪音 噪声 扰民 污染 油烟 粉尘 臭味 恶臭 开裂 漏水 停水 停电 拖欠 欠薪 欠款 诈骗 集资 欺诈 烂尾 捆绑 强制 \
      违建 辐射 高压线 质量问题 非法
      """),
    dangerous: list(
      """
      火灾 起火 爆炸 坍塌 倒塌 坠落 死亡 身亡 伤亡 触电 中毒 塌方 塌陷 生命安全 安全隐患 消防隐患 消防安全 危房 命案 \
      自杀 猝死 泄漏 致癌 殴打 黑社会 持刀
      """))
}
