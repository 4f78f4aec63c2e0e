import Foundation
import Gateways
import Kernel

extension AppSettings {
  /// Who answers real-name checks: what the environment says; else the demo has a simulator, and a
  /// real site sends people to a window.
  ///
  /// `LINLI_REALNAME_URL` is asked as `HTTPRealName` documents; `LINLI_REALNAME_AUTHORIZATION` is
  /// optional.
  func realName() -> any RealNameGateway {
    if let identityRegister { return HTTPRealName(identityRegister) }
    return web.isDemo ? SimulatedRealName() : NoRealName()
  }

  /// Nil without an address.
  static func identityRegister(_ environment: [String: String]) -> HTTPRealName.Settings? {
    environment["LINLI_REALNAME_URL"].flatMap { URL(string: $0) }.map {
      HTTPRealName.Settings(
        url: $0, authorization: environment["LINLI_REALNAME_AUTHORIZATION"])
    }
  }
}
