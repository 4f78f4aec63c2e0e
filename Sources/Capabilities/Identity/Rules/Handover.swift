import Kernel

/// The way of somebody whom WeChat has named, from the shell into its web-view.
enum Handover {
  /// Seconds the shell's token is good for: it opens the web-view at once or not at all.
  static let tokenSeconds: Int64 = 120
  /// Minutes the web-view has for a first sign-in by phone, after which linking is offered.
  static let visitMinutes: Int64 = 30
  /// Bytes of a code of `wx.login`; today they have 32.
  static let codeLengths = 1...200

  /// WeChat's word why there is nobody, as the shell is told.
  ///
  /// `code`: its `errcode`, or ours for no answer. 40029 is a code it does not know, 40163 one that was
  /// used, 40226 a person it holds to be a risk; all others are for the operator to mend.
  static func problem(_ code: String) -> Problem {
    switch code {
    case "40029", "40163": Problem(field: "code", "wechat.mistake.code")
    case "40226": Problem(field: "code", "wechat.mistake.blocked")
    default: Problem(.unavailable, "wechat.mistake.away")
    }
  }
}
