import Kernel
import Language
import Testing

/// One place and one matter, whatever the words.
struct HotSpotTests {
  private static let found = HotSpots.find(Invented.all)

  private func spot(of id: String) -> HotSpot? { Self.found.first { $0.ids.contains(id) } }

  @Test func `different wordings of one matter at one place are one hot spot`() throws {
    let spot = try #require(self.spot(of: "smoke0"))

    #expect(Set(spot.ids) == Set(Invented.smoke.map(\.id)))
    #expect(spot.place == "B2区 柳巷花园")
    #expect(Invented.smoke.map(\.subject).contains(spot.summary))
    #expect(Invented.smoke.first { $0.id == spot.central }?.subject == spot.summary)
    #expect(Self.found.first == spot)
  }

  @Test func `another matter at the same place and the same matter elsewhere stay apart`() throws {
    #expect(Set(try #require(spot(of: "lamp0")).ids) == Set(Invented.lamps.map(\.id)))
    #expect(Set(try #require(spot(of: "else0")).ids) == Set(Invented.elsewhere.map(\.id)))
  }

  @Test func `a matter of a group needs no place`() throws {
    let spot = try #require(self.spot(of: "allow0"))

    #expect(spot.ids.count >= 3)
    #expect(spot.ids.allSatisfy { $0.hasPrefix("allow") })
  }

  @Test func `letters that only begin and end alike are none`() {
    #expect(Self.found.flatMap(\.ids).allSatisfy { !$0.hasPrefix("noise") })
  }

  @Test func `the order of the messages changes nothing`() {
    #expect(HotSpots.find(Invented.all.reversed()) == Self.found)
    let turned = Invented.all[20...] + Invented.all[..<20]
    #expect(HotSpots.find(Array(turned)) == Self.found)
  }

  @Test func `nothing in, nothing out`() {
    #expect(HotSpots.find([]) == [])
    #expect(HotSpots.find([Invented.smoke[0]]) == [])
    let empty = HotMessage(id: "a", user: nil, subject: "", text: "", at: Invented.start)
    #expect(HotSpots.find([empty]) == [])
  }

  @Test func `forty wordings of one kind in one town are one shared problem`() {
    let wordings = [
      "水又停了，一天只来两个钟头", "自来水发黄，放半天还是黄的", "水压太低，三楼上不去水", "老人下楼提水三天了",
      "烧开了一层底，都是泥沙", "供水时断时续没法做饭", "半夜才有，要守着接", "水管一直是空的，问了没人说得清",
    ]
    func told(
      _ town: String, _ kind: String?, _ prefix: String, area: String = "150703001001001"
    ) -> [HotMessage] {
      (0..<40).map { number in
        let text = wordings[number % wordings.count]
        return HotMessage(
          id: "\(prefix)\(number)", user: nil, subject: text, text: town + text + "。",
          at: Invented.start.adding(hours: Int64(number)), address: "\(town)\(number / 4) 组",
          area: area, kind: kind)
      }
    }
    let spots = HotSpots.find(Invented.noise + told("灵泉镇", "water", "a"))
    #expect(spots.map(\.parts.voices) == [40] && spots.first?.place == "灵泉镇")
    // Another town is another matter, and without kinds words alone decide.
    let two = HotSpots.find(
      told("灵泉镇", "water", "a") + told("柳河镇", "water", "b", area: "150703100201001"))
    #expect(two.map(\.parts.voices) == [40, 40])
    let words = HotSpots.find(Invented.noise + told("灵泉镇", nil, "c"))
    #expect(words.allSatisfy { $0.parts.voices < 40 })
  }

  @Test func `forty copies of a sentence are one matter, called by the place that was typed`()
    throws
  {
    let words = "楼下新开的那家烧烤餐厅半夜还在排烟，熏得人睡不着"
    let copies = (0..<40).map { number in
      HotMessage(
        id: "copy\(number)", user: "p\(number)", subject: words, text: words,
        at: Invented.start.adding(minutes: Int64(number)),
        address: number < 25 ? "榆林巷 3 号楼" : "榆林巷 \(number) 号",
        area: "150703001001001", kind: "smoke")
    }
    let found = HotSpots.find(Invented.all + copies)
    let spot = try #require(found.first { $0.ids.contains("copy0") })

    #expect(Set(spot.ids) == Set(copies.map(\.id)))
    #expect(spot.place == "榆林巷 3 号楼")
  }

  @Test func `the address that one person typed is no name`() throws {
    let words = "楼下新开的那家烧烤餐厅半夜还在排烟，熏得人睡不着"
    func told(_ rooms: [Int]) -> [HotMessage] {
      rooms.enumerated().map { number, room in
        HotMessage(
          id: "room\(number)", user: "p\(number)", subject: words, text: words,
          at: Invented.start.adding(hours: Int64(number)), address: "榆林巷 3 号楼 \(room) 室")
      }
    }
    for rooms in [[501, 502], [501, 502, 503]] {
      let spots = HotSpots.find(Invented.noise + told(rooms))
      let spot = try #require(spots.first { $0.ids.contains("room0") })
      #expect(spot.ids.count == rooms.count && !spot.place.contains("室"))
    }
    let spots = HotSpots.find(Invented.noise + told([501, 501]))
    #expect(spots.first { $0.ids.contains("room0") }?.place == "榆林巷 3 号楼 501 室")
  }

  @Test func `one address and one kind are one matter, in whatever words`() throws {
    let words = ["夜里太响", "楼道里有人抽烟把东西熏黄", "天天不让人睡觉"]
    func told(
      _ kinds: [String?], days: Int64 = 1, towns: [String] = ["001", "001", "001"]
    ) -> [HotMessage] {
      words.enumerated().map { number, words in
        HotMessage(
          id: "door\(number)", user: "p\(number)", subject: words, text: words,
          at: Invented.start.adding(days: days * Int64(number)), address: "榆林巷 3 号楼",
          area: "150703\(towns[number])001001", kind: kinds[number])
      }
    }
    let same = HotSpots.find(Invented.all + told(["noise", "noise", "noise"]))
    #expect(same.contains { $0.ids.contains("door0") && $0.ids.contains("door2") })
    // Another kind, another month, and the same words for a door in another town.
    let noise = ["noise", "noise", "noise"]
    for others in [
      told(["noise", "smoke", nil]), told(noise, days: 30),
      told(noise, towns: ["001", "002", "003"]),
    ] {
      let found = HotSpots.find(Invented.all + others)
      #expect(!found.contains { $0.ids.contains("door0") && $0.ids.contains("door2") })
    }
  }

  @Test func `communities that are known keep the same words apart`() {
    let first = Invented.message(
      "a", "楼下垃圾没人清运", "垃圾堆了三天没人清运，很臭。", day: 0, area: "150703001001011")
    let same = Invented.message(
      "b", "垃圾没人清运太臭", "三天没人清运垃圾，楼下很臭。", day: 1, area: "150703001001012")
    let other = Invented.message(
      "c", "楼下垃圾没人清运", "垃圾堆了三天没人清运，很臭。", day: 1, area: "150703100201001")

    let spots = HotSpots.find(Invented.noise + [first, same, other])

    #expect(spots.map(\.ids) == [["a", "b"]])
  }
}

/// The formula as it is published.
struct HeatTests {
  private func heat(_ messages: [HotMessage]) throws -> HotSpot {
    try #require(HotSpots.find(Invented.noise + messages).first { $0.ids.contains("a") })
  }

  private func lamp(
    _ id: String, day: Int64, user: String? = nil, likes: Int = 0, dislikes: Int = 0,
    subject: String = "柳巷花园路灯不亮"
  ) -> HotMessage {
    Invented.message(
      id, subject, "小区路灯坏了，晚上看不见路，请修路灯。", day: day, user: user, likes: likes,
      dislikes: dislikes)
  }

  @Test func `voices, further days and likes are added up`() throws {
    // 3 × 3 voices + 1 × 2 further days + 3 × log2(1 + 7).
    let spot = try heat([
      lamp("a", day: 0, likes: 5), lamp("b", day: 1, likes: 4, dislikes: 2), lamp("c", day: 3),
    ])

    #expect(spot.parts == HotSpot.Parts(voices: 3, days: 3, likes: 7, severity: 1))
    #expect(spot.heat == 20)
    #expect(spot.from == Invented.start && spot.to == Invented.start.adding(days: 3))
  }

  @Test func `what one user repeats within thirty days counts once`() throws {
    let spot = try heat([
      lamp("a", day: 0, user: "one"), lamp("b", day: 2, user: "two"),
      lamp("c", day: 5, user: "one"), lamp("d", day: 29, user: "one"),
      lamp("e", day: 31, user: "one"),
    ])

    #expect(spot.ids == ["a", "b", "c", "d", "e"])
    #expect(spot.parts.voices == 3 && spot.parts.days == 3)
  }

  @Test func `one user alone is no hot spot, many likes are`() throws {
    let alone = [lamp("a", day: 0, user: "one"), lamp("b", day: 2, user: "one")]
    #expect(HotSpots.find(Invented.noise + alone).isEmpty)

    let liked = HotSpots.find(Invented.noise + [lamp("a", day: 0, likes: 31)])
    // 3 × 1 + 3 × log2(32).
    #expect(liked.map(\.heat) == [18])
    #expect(HotSpots.find(Invented.noise + [lamp("a", day: 0, likes: 40, dislikes: 25)]).isEmpty)
  }

  @Test(arguments: [("柳巷花园路灯不亮，违建挡住", 2, 8.4), ("柳巷花园路灯漏电，有人触电", 3, 10.5)])
  func `what is serious or dangerous weighs more`(
    subject: String, severity: Int, heat points: Double
  ) throws {
    let spot = try heat([lamp("a", day: 0, subject: subject), lamp("b", day: 1)])

    #expect(spot.parts.severity == severity)
    #expect(spot.heat == points)
  }

  @Test func `rules that make no sense are told`() {
    var rules = HotSpotRules.shipped
    #expect(rules.fault == nil)
    rules.likeness = [1, 2]
    #expect(rules.fault?.contains("likeness") == true)
    rules = .shipped
    rules.heat.voice = -1
    #expect(rules.fault?.contains("negative") == true)
    rules = .shipped
    rules.words.places.append("")
    #expect(rules.fault?.contains("empty") == true)
  }
}
