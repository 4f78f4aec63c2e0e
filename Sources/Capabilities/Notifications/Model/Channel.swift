import Kernel

/// A way to a person outside the app.
enum Channel: String, Codable, CaseIterable, Sendable, ColumnValue {
  case sms
  /// 闪信: on the screen at once.
  case flash
  /// A call that reads it out.
  case voice
  /// The mini-program's subscription message.
  case mini
  case mail
  /// The browser's own notices.
  case push

  /// Key of its name.
  var word: String {
    switch self {
    case .sms: "channel.sms"
    case .flash: "channel.flash"
    case .voice: "channel.voice"
    case .mini: "channel.mini"
    case .mail: "channel.mail"
    case .push: "channel.push"
    }
  }

  /// Whether it goes to the person's telephone number.
  var isByPhone: Bool { self == .sms || self == .flash || self == .voice }
}
