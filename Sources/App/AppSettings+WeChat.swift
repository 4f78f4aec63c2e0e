import Foundation
public import Gateways
import Kernel

extension AppSettings {
  /// The district's mini-program in WeChat.
  public enum MiniProgram: Sendable {
    case registered(HTTPWeChat.Settings)
    /// Named without its secret, as demos do.
    case named
    case played(by: any WeChatGateway)
  }

  /// Who names those that come from the mini-program; nil where there is none.
  func weChat() -> (any WeChatGateway)? {
    switch miniProgram {
    case .registered(let settings): HTTPWeChat(settings)
    case .named: web.isDemo ? SimulatedWeChat() : nil
    case .played(let gateway): gateway
    case nil: nil
    }
  }

  /// As `LINLI_WECHAT_APPID` names it.
  ///
  /// `LINLI_WECHAT_SECRET` is its secret; a demo without one has a simulator. `LINLI_WECHAT_URL` stands for WeChat's own address, such as a relay's.
  static func miniProgram(_ environment: [String: String]) -> MiniProgram? {
    guard let appID = environment["LINLI_WECHAT_APPID"], !appID.isEmpty else { return nil }
    guard let secret = environment["LINLI_WECHAT_SECRET"], !secret.isEmpty,
      let url = URL(string: environment["LINLI_WECHAT_URL"] ?? HTTPWeChat.address)
    else { return .named }
    return .registered(HTTPWeChat.Settings(appID: appID, secret: secret, url: url))
  }
}
