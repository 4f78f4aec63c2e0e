internal import Kernel

/// Where a hand-over from WeChat arrives.
struct WeChatArrivalView: Sendable {
  /// There is no token to wait for, or it was no good.
  let isLate: Bool
  let returnTo: String
  /// Path of signing in by phone instead.
  let signIn: String
}

/// Whether WeChat signs this person in from now on.
struct WeChatLinkView: Sendable {
  let why: String
  let returnTo: String

  init(phone: String, returnTo: String, _ words: Words, _ language: Language) {
    why = words.text("wechat.link.why", ["phone": phone], in: language)
    self.returnTo = returnTo
  }
}
