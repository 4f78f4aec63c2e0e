/// The numbers and words replies are read with, and the day they are in force from.
///
/// They are data; what each number does stands in `docs/language.md`.
public struct ReplyRules: Sendable, Codable, Hashable {
  /// `yyyy-MM-dd`.
  public var since: String
  /// Weights of relevance, completeness, interpretability and timeliness; their sum is 1.
  public var weights: [Double]
  /// In time within so many days, worth nothing after so many.
  public var inTimeDays: Double
  public var lastDays: Double
  /// Characters below which nothing was said, and below which it is short.
  public var leastLength: Int
  public var shortLength: Int
  /// Characters a sentence may have on average.
  public var sentenceLength: Int
  /// Relevance below which a reply is off the matter.
  public var offTopic: Int
  /// So many messages with the same reply make it a copied one.
  public var copies: Int
  public var words: Words

  public struct Words: Sendable, Codable, Hashable {
    /// What says nothing, taken out before anything is looked for.
    public var courtesies: [String]
    /// Pairs of characters of subjects that are no matter.
    public var common: [String]
    public var passed: [String]
    public var findings: [String]
    public var measures: [String]
    /// What is still to come.
    public var promises: [String]
    /// Asking for a time.
    public var whens: [String]
    public var dates: [String]
    public var contacts: [String]
    public var bases: [String]
    public var reasons: [String]
  }
}

extension ReplyRules {
  /// What is wrong with rules from a file, in words; nil when they can be used.
  public var fault: String? {
    if weights.count != 4 || abs(weights.reduce(0, +) - 1) > 0.001 {
      return "weights needs four numbers with the sum 1"
    }
    if weights.contains(where: { $0 < 0 }) { return "a weight is negative" }
    if !(inTimeDays >= 0 && lastDays > inTimeDays) { return "lastDays has to be above inTimeDays" }
    if sentenceLength < 1 || copies < 2 { return "sentenceLength or copies is too small" }
    return nil
  }

  /// The rules the product comes with.
  ///
  /// 15 and 60 days: 信访工作条例 (2022) articles 22 and 34, told whether accepted and handled.
  public static let shipped = ReplyRules(
    since: "2026-11-27", weights: [0.3, 0.3, 0.2, 0.2], inTimeDays: 15, lastDays: 60,
    leastLength: 12, shortLength: 60, sentenceLength: 80, offTopic: 35, copies: 3,
    words: .shipped)
}

extension ReplyRules.Words {
  private static func list(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }

  static let shipped = ReplyRules.Words(
    courtesies: list(
      """
      尊敬的网友 尊敬的市民 网友 市民朋友 您好 你好 您的留言已收悉 你的留言已收悉 留言已收悉 留言收悉 来信收悉 已收悉 收悉 \
      现将有关情况回复如下 现将相关情况回复如下 现将调查处理情况答复如下 现将有关情况答复如下 现将核查情况回复如下 \
      现回复如下 现答复如下 回复如下 答复如下 首先感谢您对我们工作的信任和支持 感谢您对我们工作的关心与支持 \
      感谢您对我们工作的关心和支持 感谢您对我们工作的理解和支持 感谢您的关注和支持 感谢您的留言 感谢您的来信 \
      感谢您的支持与理解 感谢您 感谢你 谢谢 特此回复 特此答复 敬请关注后续回复 如有疑问 在平台 栏目 祝您生活愉快 \
      关于您反映的 您反映的问题 你反映的问题 您所反映的问题 你所反映的问题
      """),
    common: list(
      """
      咨询 投诉 举报 反映 反应 请求 建议 希望 请问 关于 问题 质疑 呼吁 恳请 要求 严重 尽快 加快 解决 如何 什么 时候 何时 \
      能否 是否 可以 为何 怎么 情况 相关 有关 部门 政府 领导 处理 一个 我们
      """),
    passed: list("已转 转交 转相关 转给 转至 转办 交办 移交 交由 转送"),
    findings: list(
      """
      经查 经核实 经核查 经调查 经了解 经现场 经询问 调查了解 调查核实 现场 查看 核实 核查 查明 了解到 属实 不属实 情况如下 \
      实际情况 目前 该项目 该问题 据了解 根据
      """),
    measures: list(
      """
      责令 整改 拆除 处罚 立案 修复 维修 完成 安排 督促 要求 约谈 清理 整治 加强 下一步 计划 拟 已经 已于 将于 将会 尽快 \
      可以 可到 可在 可凭 请您 请到 请携带 请拨打 建议您 办理 符合 不符合 不予 不能 无法 暂不 暂无 暂未 纳入 落实 协调 \
      应当 按规定 列入 启动 开工 开通 发放 解决
      """),
    promises: list("将于 将会 将在 将对 将进一步 将尽快 尽快 下一步 计划 拟 争取 预计 力争 正在 待"),
    whens: list("何时 什么时候 多久 几时 哪一年 哪天 啥时候 时间表 拖到"),
    dates: list("月 年底 年内 季度 工作日 天内 日前 周内 小时 本周 年初 上半年 下半年"),
    contacts: list("电话 联系 拨打 咨询 热线 窗口 地址 前往 0000 12345"),
    bases: list("规定 条例 办法 法律 法规 《 文件 通知 政策 标准 规划 规范 细则 意见 方案 合同"),
    reasons: list("因为 由于 因此 所以 鉴于 原因 为了 导致 故 根据 依据 按照 依照 考虑到 经研究"))
}
