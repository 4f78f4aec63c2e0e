import Kernel
import Language
import Testing

/// What is a place by its name, and what only looks like one.
struct HotSpotNameTests {
  private func found(_ subjects: [String], texts: [String]? = nil) -> [HotSpot] {
    let told = subjects.enumerated().map { index, subject in
      Invented.message(
        "told\(index)", subject, texts?[index] ?? subject + "，请尽快处理。", day: Int64(index))
    }
    return HotSpots.find(Invented.noise + told).filter { $0.ids.contains { $0.hasPrefix("told") } }
  }

  @Test func `tap water of different districts is not one place`() {
    let subjects = [
      "B4区自来水公司费用收取太高了", "B5区被自来水公司强停两个月", "B7县江背自来水公司主管经常爆裂",
      "B2区自来水公司送来刺鼻味", "B6区自来水公司改表拖延一年",
    ]
    let texts = [
      "阶梯价一下子涨了三成，账单没有明细。", "老人提桶上楼，营业厅说系统显示欠费。", "马路上挖开的坑到现在没有回填，车掉进去两次。",
      "像漂白粉，小孩喝了肚子疼。", "户表改造交了钱，施工队一直没有上门。",
    ]
    #expect(found(subjects, texts: texts).map(\.ids) == [])
  }

  @Test func `firms of one kind are not one firm`() {
    let subjects = [
      "北辰数码科技有限公司拖欠工资", "云天能源科技有限公司不发工资", "鸟玄教育科技有限公司欠薪三个月", "九富纺织科技有限公司克扣工资",
    ]
    let texts = [
      "仓库二十个人年前都没拿到，老板换了电话。", "挖机司机干完活，工资条上是零。", "教课的老师讨薪，人事说账户冻结了。",
      "挡车工夜班费少算一半，车间主任不签字。",
    ]
    #expect(found(subjects, texts: texts).map(\.ids) == [])
  }

  @Test func `lamps where a stair begins are at no road`() throws {
    let spot = try #require(
      found(["柳巷楼道口路灯不亮", "柳巷楼道口路灯坏了很久", "请修柳巷楼道口路灯"]).first)
    #expect(spot.ids.count == 3 && !spot.place.hasSuffix("路"))
  }

  @Test(arguments: [
    ["人民路口红绿灯时间太短", "人民路口的红绿灯太快", "人民路口红绿灯来不及过"],
    // Lamps of a road that stands alone elsewhere.
    ["人民路灯杆倒了没人扶", "人民路灯杆倒在地上", "人民路的灯杆倒了"],
    ["人民路段灯杆倒了没人扶", "人民路段灯杆倒在地上", "人民路段的灯杆倒了"],
  ])
  func `a crossing is at its road`(subjects: [String]) throws {
    #expect(try #require(found(subjects).first).place == "人民路")
  }

  @Test(arguments: [
    ["十字路口红绿灯时间太短", "十字路口的红绿灯太快", "十字路口红绿灯来不及过"],
    ["放学路上红绿灯时间太短", "放学路上的红绿灯太快", "放学路上红绿灯来不及过"],
    ["国家中心城市红绿灯时间短", "国家中心城市的红绿灯太快", "国家中心城市红绿灯来不及过"],
  ])
  func `a crossing, a way home and a city are no names`(subjects: [String]) throws {
    let place = try #require(found(subjects).first).place
    #expect(!place.hasSuffix("路") && !place.hasSuffix("城"))
  }

  @Test func `a label does not repeat the tail of the code`() throws {
    let spot = try #require(
      found(["B市江山帝景新房漏水开裂", "投诉B市江山帝景新房墙面开裂漏水", "B市江山帝景交房漏水，墙面开裂"]).first)
    #expect(spot.place.hasPrefix("B市 江山帝景"))
  }

  @Test func `a label begins where its word begins`() throws {
    let spot = try #require(
      found(["基层推广和包支付任务太重", "把和包支付当成任务合理吗", "用和包支付交费成了任务"]).first)
    #expect(spot.place == "和包支付")
  }

  @Test func `a judgement and a side of a road are no labels`() throws {
    let lights = try #require(
      found(["含光红绿灯时间设置不合理", "王家湾红绿灯设置不合理", "沙湾的红绿灯设置不合理"]).first)
    #expect(lights.place == "红绿灯")
  }
}
