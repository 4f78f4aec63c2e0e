public import Civics

/// WeChat, asked who it is that opened our mini-program.
///
/// The shell brings a code of `wx.login`, good for five minutes and once. There is no key to repeat it
/// under, as other parties have: a code whose answer was lost is spent, and the shell asks WeChat for
/// another one.
public protocol WeChatGateway: Sendable {
  /// The person's openid in this mini-program.
  ///
  /// - Throws: `GatewayFault`; `.refused` has WeChat's `errcode`.
  func openID(for code: String) async throws -> OpenID
}
