import Kernel
import Testing

struct QRCodeTests {
  @Test func `a code has the size of its version and its three corners`() throws {
    let code = try #require(QRCode("otpauth://totp/Linli:linjing?secret=GEZDGNBVGY3TQOJQ"))
    #expect(code.squares.count == code.size * code.size)
    #expect((code.size - 17) % 4 == 0 && code.side == code.size + 8)
    let finder = [
      "1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111",
    ]
    for (top, left) in [(0, 0), (0, code.size - 7), (code.size - 7, 0)] {
      for (y, row) in finder.enumerated() {
        let found = (0..<7).map { code.squares[(top + y) * code.size + left + $0] ? "1" : "0" }
        #expect(found.joined() == row)
      }
    }
  }

  @Test func `the path draws every dark square once, within the quiet zone`() throws {
    let code = try #require(QRCode("linli"))
    var drawn = 0
    for run in code.path.matches(of: #/M(\d+) (\d+)h(\d+)v1h-(\d+)z/#) {
      let (x, y, width) = (Int(run.1) ?? 0, Int(run.2) ?? 0, Int(run.3) ?? 0)
      #expect(run.3 == run.4 && x >= 4 && y >= 4 && x + width <= code.side - 4)
      for column in 0..<width {
        #expect(code.squares[(y - 4) * code.size + x - 4 + column])
      }
      drawn += width
    }
    #expect(drawn == code.squares.count { $0 })
  }

  @Test func `a text that no code can hold gives none`() {
    #expect(QRCode(String(repeating: "长", count: 1000)) == nil)
    #expect(QRCode(String(repeating: "a", count: 2331)) != nil)
  }
}
