/// No carrier: every message is refused, so that nobody waits for one.
public struct NoSMS: SMSGateway {
  public init() {}

  public func send(_ message: SMSMessage) async throws -> SMSReceipt {
    throw GatewayFault.notConfigured
  }

  public func receipt(for key: String) async throws -> SMSReceipt? {
    throw GatewayFault.notConfigured
  }
}
