import Kernel
import KernelTesting
import Testing

@testable import Identity

/// The audit in words, in both languages.
struct AuditWordsTests {
  private static let roles = ["auditor": AuditNames.InBoth(chinese: "审计员", english: "Auditor")]

  private func words(_ language: Language) throws -> AuditWords {
    AuditWords(
      words: try PageBench.shared().renderer.words, language: language, roles: Self.roles)
  }

  @Test(arguments: [
    ("identity.signed_in", "password+totp", "密码 + 动态码", "password + authenticator code"),
    ("identity.sign_in_refused", "wrong", "不对", "wrong"),
    ("identity.granted", "auditor unit power", "审计员 单位 power", "Auditor unit power"),
    ("identity.role_defined", "identity.audit", "看审计", "read the audit"),
    ("identity.limit_decided", "5 3", "5 → 3", "5 → 3"),
    ("web.form_refused", "mark", "表单记号不对", "form mark wrong"),
    ("service_request.start", "in_progress", "办理中", "in progress"),
    ("some.deed", "x-1 y", "x-1 y", "x-1 y"), ("some.deed", "", "", ""),
  ])
  func `a detail is said, and what has no word stays`(
    action: String, detail: String, chinese: String, english: String
  ) throws {
    let entry = AuditEntry(actor: "a", action: action, subject: "s", detail: detail)
    #expect(try words(.chinese).detail(entry) == chinese)
    #expect(try words(.english).detail(entry) == english)
  }

  @Test(arguments: [
    ("case:0199", "事项 0199", "case 0199"), ("role:auditor", "角色 审计员", "role Auditor"),
    ("limit:free_failures", "规则 同一账号错几次开始等", "rule "), ("audit", "审计", "audit"),
    ("n:1", "n:1", "n:1"),
  ])
  func `a thing is said by its kind`(subject: String, chinese: String, english: String) throws {
    #expect(try words(.chinese).subject(subject) == chinese)
    #expect(try words(.english).subject(subject).hasPrefix(english))
  }
}
