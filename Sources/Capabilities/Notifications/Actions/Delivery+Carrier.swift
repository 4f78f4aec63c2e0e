import Gateways

extension Delivery {
  /// What the carrier's word means here.
  init(_ state: SMSReceipt.State) {
    self =
      switch state {
      case .accepted: .sent
      case .delivered: .delivered
      case .failed: .failed
      }
  }
}
