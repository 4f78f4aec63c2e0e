import Kernel

extension Permission {
  /// Deciding what people ask about their own data (个人信息保护负责人, PIPL article 52).
  static let workRights = Permission(rawValue: "rights.work")
}
