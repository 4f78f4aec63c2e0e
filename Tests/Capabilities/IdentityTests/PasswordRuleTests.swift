import Kernel
import Testing

@testable import Identity

struct PasswordRuleTests {
  private func fault(_ password: String) throws -> String? {
    let login = try #require(LoginName(rawValue: "linjing"))
    do throws(PasswordRule.Fault) {
      try PasswordRule.check(password, login: login, shortest: 10)
      return nil
    } catch {
      return error.problem.fields.first?.message
    }
  }

  @Test(arguments: [
    ("short1A!", "identity.password-short"), ("Linjing-2026-x", "identity.password-login"),
    ("aaaaaaaaaaaaaaaaaa", "identity.password-uniform"),
    (String(repeating: "长长的话", count: 40), "identity.password-long"),
  ])
  func `passwords that will not do are refused with the reason`(
    password: String, key: String
  ) throws {
    #expect(try fault(password) == key)
  }

  @Test(arguments: [
    "password2026", "P@ssw0rd2026!", "Admin@123456", "qwertyuiop", "1qaz2wsx3edc", "woaini5201314",
    "13800002076", "19870413", "1234567890", "0987654321", "abcdefghij", "iloveyou!!!!",
    "adminadmin",
    "Welcome-2026", "qq1234567890", "linli-2026", "zxcvbnm123456", "asdfghjkl;'123",
    "LETMEIN....11",
  ])
  func `what everybody tries first is refused, dressed up or not`(password: String) throws {
    #expect(CommonPassword.isCommon(password))
  }

  @Test(arguments: [
    "Liuxiang-2026", "一只橙色的猫坐在梧桐树下看着河水", "tongyin-2026", "alllowercase",
    "correct horse battery staple", "河边第三棵柳树1987", "kx7-tmvq-2210",
  ])
  func `long ones of one's own pass, whatever they are made of`(password: String) throws {
    #expect(try fault(password) == nil)
  }
}
