import Kernel
import Language

/// Messages of a town that is not there: a few matters in many wordings, and much else.
enum Invented {
  static let start = Timestamp(milliseconds: 1_780_000_000_000)

  static func message(
    _ id: String, _ subject: String, _ text: String, day: Int64, user: String? = nil,
    likes: Int = 0, dislikes: Int = 0, area: String? = nil
  ) -> HotMessage {
    HotMessage(
      id: id, user: user ?? "u-" + id, subject: subject, text: text,
      at: start.adding(days: day), likes: likes, dislikes: dislikes, area: area)
  }

  private static func many(
    _ prefix: String, from day: Int64, _ wordings: [(String, String)]
  ) -> [HotMessage] {
    wordings.enumerated().map { index, wording in
      message("\(prefix)\(index)", wording.0, wording.1, day: day + Int64(index) * 2)
    }
  }

  /// Smoke of food stalls at one estate.
  static let smoke = many(
    "smoke", from: 0,
    [
      ("B2区柳巷花园小区油烟扰民", "楼下餐馆油烟直排，家里全是油烟味，窗户不敢开，请管一管。"),
      ("柳巷花园一楼夜宵摊油烟太大", "夜宵摊每天烧烤到凌晨，油烟呛人，老人咳嗽。"),
      ("投诉B2区柳巷花园临街门面烧烤油烟", "临街门面烧烤摊没有烟道，油烟直排到楼上住户。"),
      ("B市柳巷花园底层餐馆无烟道，油烟味重", "底层餐馆没有专用烟道，油烟从窗户进来，味道很重。"),
      ("请查处柳巷花园小区夜宵烧烤", "夜宵烧烤油烟大，噪音也大，住户晚上睡不着。"),
      ("柳巷花园楼下餐饮油烟污染", "楼下餐饮门面油烟污染严重，没有油烟净化器。"),
      ("反映柳巷花园小区餐馆油烟直排", "餐馆油烟直排，小区里到处是油烟味，夜宵时间最重。"),
    ])

  /// Lamps at the same estate.
  static let lamps = many(
    "lamp", from: 1,
    [
      ("B2区柳巷花园小区路灯不亮", "小区里的路灯坏了半个月，晚上看不见路，老人摔过跤。"),
      ("柳巷花园路灯全坏了", "路灯都不亮，晚上回家看不见台阶，请尽快修好路灯。"),
      ("请修柳巷花园小区的路灯", "晚上一片黑，路灯不亮，报修过没有人来。"),
    ])

  /// Smoke at another estate.
  static let elsewhere = many(
    "else", from: 2,
    [
      ("B3区金穗家园楼下餐馆油烟直排", "餐馆没有烟道，油烟直排到楼上，家里油烟味很重。"),
      ("B3区金穗家园小区夜宵摊油烟扰民", "夜宵摊烧烤油烟呛人，到凌晨还不收摊。"),
      ("金穗家园门面烧烤油烟污染", "临街门面烧烤，油烟污染严重，窗户不敢开。"),
    ])

  /// A matter of a group, without a place.
  static let allowance = many(
    "allow", from: 3,
    [
      ("咨询B市青年人才租房补贴发放时间", "青年人才租房补贴申请三个月了，补贴什么时候发放？"),
      ("B市人才租房补贴为什么还没发放", "人才租房补贴审核通过了，一直没有发放，请问何时到账。"),
      ("关于人才租房补贴申请的疑问", "申请人才租房补贴，审核总是不通过，补贴条件怎么算？"),
      ("人才租房补贴申请审核太慢", "人才租房补贴申请两个月还在审核，补贴发放没有消息。"),
    ])

  private static let things = [
    "公交线路绕行", "自来水水压低", "暖气不热", "医保卡丢失补办", "驾校退费难", "幼儿园报名名额", "广告牌遮挡", "物业费上涨",
    "电梯故障频发", "井盖缺失", "违章停车占道", "网络宽带垄断", "快递柜收费", "养老金认证", "图书馆闭馆", "公园健身器材损坏",
    "斑马线不清", "红绿灯时间短", "门牌号更换", "宠物狗伤人", "树枝遮挡窗户", "施工扬尘", "河道漂浮物", "落户手续", "老年证办理",
    "菜市场短秤", "共享单车乱停", "噪声检测", "学校收资料费", "体检报告迟到",
  ]
  private static let places = [
    "杏林小学", "东湖大厦", "松山路", "银杏街道", "白鹭公园", "梨园村", "北苑新村", "长桥镇", "星河广场", "南塘医院",
  ]

  /// Nobody else writes of these; all begin and end as letters do.
  static let noise = things.enumerated().map { index, thing in
    message(
      "noise\(index)", "关于\(places[index % places.count])\(thing)的问题",
      "尊敬的领导您好！我是本市居民，\(thing)给大家带来不便，希望有关部门尽快解决，谢谢！", day: Int64(index))
  }

  static let all = smoke + lamps + elsewhere + allowance + noise
}
