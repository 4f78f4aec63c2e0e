import Testing

@testable import Identity

struct DeviceWordsTests {
  @Test(arguments: [
    (
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        + "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "edge.windows"
    ),
    (
      "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
        + "Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0.50", "wechat.android"
    ),
    (
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
        + "Gecko) Version/18.1 Mobile/15E148 Safari/604.1", "safari.iphone"
    ),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "firefox.linux"),
    ("curl/8.5.0", "other.other"),
  ])
  func `a browser is told by two words`(agent: String, code: String) {
    #expect(DeviceWords.code(of: agent) == code)
    #expect(DeviceWords.keys(of: code) != nil)
  }

  @Test func `a code that nobody made has no words`() {
    #expect(DeviceWords.code(of: nil) == "other.other")
    #expect(DeviceWords.keys(of: "") == nil && DeviceWords.keys(of: "chrome.toaster") == nil)
  }
}
