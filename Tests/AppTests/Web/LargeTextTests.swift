import Kernel
import KernelTesting
import Testing

@testable import App

/// 长辈版 (ui-guide §4): whom to call is on every page, and what matters can be heard.
struct LargeTextTests {
  private static let hotline = "href=\"tel:12345\""
  private static let foot = "<p class=\"pad callfoot\">"
  private static let voice = "data-read aria-pressed"

  private func large(_ browser: WebClient, _ language: Language = .chinese) {
    browser.setCookie("linli_preferences=\(language.rawValue).elder.light.dense; Path=/")
  }

  @Test(arguments: Language.allCases)
  func `the telephone is at the foot of every page with a form`(language: Language) async throws {
    let city = try await TestCity.open(.sqlite)
    let filed = try await city.file(as: TestCity.resident)
    let right = try await city.askForCopy()
    let visitor = city.browser()
    let resident = try await city.browser(as: TestCity.resident)
    let paths = [
      "/report", "/track", "/cases/\(filed.service_request_id)", "/permissions",
      "/permissions/new?for=other", "/permissions/ward", "/real-name", "/consents/survey",
      "/rights", "/rights/new/closure", "/rights/\(right)", "/messages/settings", "/account",
    ]
    // Elsewhere the tabs have it.
    for path in paths {
      #expect(!(try await resident.get(path).text.contains(Self.foot)), "\(path)")
    }

    large(visitor, language)
    large(resident, language)
    for path in ["/sign-in", "/sign-in/staff", "/report", "/report/offline", "/track"] {
      #expect(try await visitor.get(path).text.contains(Self.hotline), "\(path)")
    }
    for path in paths {
      let page = try await resident.get(path)
      #expect(page.status == 200 && page.text.contains(Self.hotline), "\(path)")
    }
    let check = try await visitor.fillReport()
    #expect(check.form(to: "/report/check") != nil && check.text.contains(Self.hotline))
  }

  @Test func `a page with the telephone on it does not say it twice`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    large(browser)

    for path in ["/", "/preferences"] {
      let page = try await browser.get(path)
      #expect(page.text.matches(of: #/href="tel:12345"/#).count == 1, "\(path)")
    }
  }

  @Test func `a case and a receipt can be heard, in large letters only`() async throws {
    let city = try await TestCity.open(.sqlite)
    let resident = try await city.browser(as: TestCity.resident)
    let check = try await resident.fillReport()
    let sent = try await resident.submit(
      try #require(check.form(to: "/report/check")), pressing: ("act", "submit"))
    let receipt = try #require(sent.location)
    let filed = try #require(receipt.firstMatch(of: #/id=([^&]+)/#)).1
    for path in [receipt, "/cases/\(filed)"] {
      #expect(!(try await resident.get(path).text.contains(Self.voice)))
    }

    large(resident)
    for path in [receipt, "/cases/\(filed)"] {
      let page = try await resident.get(path)
      // Hidden until a script has found a voice.
      #expect(page.text.contains(Self.voice + "=\"false\" hidden"), "\(path)")
      #expect(page.text.matches(of: #/ data-reads[ >]/#).count > 2)
    }
  }
}
