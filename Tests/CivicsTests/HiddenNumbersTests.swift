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

  @Test func `several in one text all go`() {
    #expect(
      HiddenNumbers.hidden(in: "张三13812342076，李四０４７０－８２２３４５６。")
        == "张三［号码］，李四［号码］。")
  }
}
