import Civics
import Testing

struct HiddenNumbersTests {
  @Test(arguments: [
    "13812342076", "138 1234 2076", "138-1234-2076", "+86 138 1234 2076", "8613812342076",
    "１３８１２３４２０７６", "0470-8223456", "010 65521234", "04708223456", "82234567",
    "150703198803124016", "15070319880312401X", "150703 19880312 401x",
    "6222021001112345678", "6222 0210 0111 2345 678", "1503419881",
  ])
  func `what leads to a person goes`(number: String) {
    let hidden = HiddenNumbers.hidden(in: "请打\(number)，谢谢")

    #expect(hidden.hasSuffix(HiddenNumbers.mark + "，谢谢"))
    #expect(!hidden.contains { $0.isNumber && $0 != "8" && $0 != "6" })
    #expect(hidden.count <= "请打+［号码］，谢谢".count)
  }

  @Test(arguments: [
    "柳巷 12 号楼 3 单元 502", "2026-11-24 10:28", "20261124", "2001-2008 年", "欠了 3500000 元",
    "15070320261122W000417", "400-810-1234", "12345 和 110", "3 5 7 9 11 13 15 17 号楼", "",
    "1234567 元",
  ])
  func `what does not stays`(text: String) {
    #expect(HiddenNumbers.hidden(in: text) == text)
  }

  /// As people write them so that they are read, or so that they are not found.
  @Test(arguments: [
    "139.1111.2222", "139/1111/2222", "139、1111、2222", "139_1111_2222", "139·1111·2222",
    "139，1111，2222", "139,1111,2222", "139：1111：2222", "139|1111|2222", "139 - 1111 - 2222",
    "139 11 11 22 22", "139、11、11、22、22", "1 3 9 1 1 1 1 2 2 2 2", "1.3.9.1.1.1.1.2.2.2.2",
    "1-3-9-1-1-1-1-2-2-2-2", "13 91 11 12 22 2", "139 111 122 22", "1391111 2222",
    "139\n1111\n2222", "139)1111-2222", "139\u{200B}11112222", "139\u{3000}1111\u{3000}2222",
    "一三九一一一一二二二二", "幺三九一一一一二二二二", "一三九 一一一一 二二二二", "139一一一一2222",
    "壹叁玖壹壹壹壹贰贰贰贰", "一、三、九、一、一、一、一、二、二、二、二", "１３９．１１１１．２２２２",
    "①③⑨①①①①②②②②", "१३९११११२२२२", "139-2012-10-12", "013911112222", "0086 139 1111 2222",
    "010/6552/1234", "0470、822、3456", "6552-1234", "652 1234", "150703、19880312、4016",
    "150703/1988/0312/401X", "4539/1488/0343/6467",
  ])
  func `however it is parted it goes`(number: String) {
    #expect(HiddenNumbers.hidden(in: "请打\(number)，谢谢") == "请打［号码］，谢谢")
    #expect(HiddenNumbers.hidden(in: "打\(number)找我") == "打［号码］找我")
  }

  @Test(arguments: [
    ("3号楼501，139.1111.2222", "3号楼501，［号码］"),
    ("3号楼501、139 1111 2222", "3号楼501、［号码］"),
    ("2026-11-24 13911112222", "2026-11-24 ［号码］"),
    ("2026.11.24 139.1111.2222", "2026.11.24 ［号码］"),
    ("周三139、1111、2222", "周三［号码］"),
    ("8:30打139 1111 2222", "8:30打［号码］"),
    ("8:30 139 1111 2222 10:15", "8:30 ［号码］ 10:15"),
    ("139 1111 2222、138 3333 4444", "［号码］、［号码］"),
    ("13911112222/13833334444", "［号码］/［号码］"),
    ("欠3,500,000元，139,1111,2222", "欠3,500,000元，［号码］"),
    ("15070320261122W000417 139 1111 2222", "15070320261122W000417 ［号码］"),
    ("call 139.8888.7777.", "call ［号码］."),
  ])
  func `what stands beside a number stays`(text: String, shown: String) {
    #expect(HiddenNumbers.hidden(in: text) == shown)
  }

  @Test(arguments: [
    "3号楼501", "3-2-501", "3号楼1单元501、502、503、601室", "1201、1202、1203、1205室",
    "501、1203 室", "1、3、5、7、9、11、13、15号楼", "1 3 5 7 9 11 13 15 17 号楼", "一、三、五、七、九号楼",
    "13、14、15、16、17、18 栋", "2026年11月24日10:28", "2026.11.24", "2026/11/24", "2026、11、24",
    "2026-11-24 8:30-10:30", "2026.11.24-2026.12.01", "20260101-20261231", "20261124103000",
    "二〇二六年十一月二十四日", "二〇二六一一二四", "13:45:12", "8:00-12:00、14:00-18:00",
    "8:30、10:15、13:45、15:30、18:00", "3,500,000 元", "12,345,678.50元", "2345678.90元",
    "￥3500000", "139,111,122.22元", "250000000元", "一共 5000000 人", "2001-2008-2012",
    "12345、110、119、120、122", "15路、39路、111路", "4 点到 6 点、7 点到 9 点", "一二三四，二二三四",
    "统一 3 号楼 501", "星期一三五七点半", "2026-11-24T10:28:30+08:00", "第 1、2、3、4、5、6、7、8 单元",
  ])
  func `what leads to nobody stays`(text: String) {
    #expect(HiddenNumbers.hidden(in: text) == text)
  }

  /// One digit less than a telephone has, in groups too short for anything else.
  @Test(arguments: ["1 3 9 1 1 1 1 2 2 2", "2 3 9 1 1 1 1 2 2 2 2", "1 2 9 1 1 1 1 2 2 2 2"])
  func `another length or beginning is no telephone`(text: String) {
    #expect(HiddenNumbers.hidden(in: text) == text)
  }

  /// Guards against work that grows with the square of the text: one of half this length took five seconds, and
  /// would take minutes here.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["1 ", "1、", "0 ", "2、3 0 1-", "12 ", "1\u{200D}", "123,", "100 101 102 ", "139-"])
  func `a text of nothing but digits is read like any other`(part: String) {
    let text = String(repeating: part, count: 10_000 / part.count)
    #expect(HiddenNumbers.hidden(in: text).utf16.count <= text.utf16.count)
  }

  @Test(arguments: [
    ("车牌浙A12345挡着门", "车牌［号码］挡着门"), ("京 A·D12345 天天停", "京 A·D12345 天天停"),
    ("京A·D12345 天天停", "［号码］ 天天停"), ("粤b8888学教练车", "［号码］教练车"),
    ("沪ＡＦ１２３４５", "［号码］"), ("浙A12345，电话13812342076", "［号码］，电话［号码］"),
  ])
  func `number plates of cars go`(text: String, hidden: String) {
    #expect(HiddenNumbers.hidden(in: text) == hidden)
  }

  @Test(arguments: ["川A座1205室", "新ABCDE 楼", "宁B1234 号", "浙A1234567", "甘A", "京"])
  func `what has another length is no plate`(text: String) {
    #expect(HiddenNumbers.hidden(in: text) == text)
  }

  @Test func `several in one text all go`() {
    #expect(
      HiddenNumbers.hidden(in: "张三13812342076，李四０４７０－８２２３４５６。")
        == "张三［号码］，李四［号码］。")
  }
}
