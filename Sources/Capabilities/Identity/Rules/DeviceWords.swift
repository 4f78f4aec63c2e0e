import Kernel

/// What a session was opened on, as two codes: `chrome.windows`.
///
/// Only these are kept of what the browser says of itself, which names it far too closely.
enum DeviceWords {
  static let programs = ["wechat", "edge", "firefox", "chrome", "safari", "other"]
  static let systems = ["harmony", "android", "iphone", "ipad", "windows", "mac", "linux", "other"]

  static func code(of userAgent: String?) -> String {
    let text = (userAgent ?? "").lowercased()
    return program(text) + "." + system(text)
  }

  /// Whether a page is shown inside a mini-program, which WeChat says since version 7.
  static func isMiniProgram(_ userAgent: String?) -> Bool {
    let text = (userAgent ?? "").lowercased()
    return text.contains("micromessenger") && text.contains("miniprogram")
  }

  /// In the reader's words, such as `Chrome · Windows`; nil for one nobody knows.
  static func keys(of code: String) -> (program: String, system: String)? {
    let parts = code.split(separator: ".").map(String.init)
    guard parts.count == 2, programs.contains(parts[0]), systems.contains(parts[1]) else {
      return nil
    }
    return ("device.program." + parts[0], "device.system." + parts[1])
  }

  /// In this order, since each names those after it as well.
  private static func program(_ text: String) -> String {
    if text.contains("micromessenger") { return "wechat" }
    if text.contains("edg/") || text.contains("edga/") || text.contains("edgios/") { return "edge" }
    if text.contains("firefox/") || text.contains("fxios/") { return "firefox" }
    if text.contains("chrome/") || text.contains("crios/") { return "chrome" }
    return text.contains("safari/") ? "safari" : "other"
  }

  private static func system(_ text: String) -> String {
    if text.contains("harmonyos") || text.contains("openharmony") { return "harmony" }
    if text.contains("android") { return "android" }
    if text.contains("iphone") { return "iphone" }
    if text.contains("ipad") { return "ipad" }
    if text.contains("windows") { return "windows" }
    if text.contains("mac os") || text.contains("macintosh") { return "mac" }
    return text.contains("linux") ? "linux" : "other"
  }
}
