import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests

/// What a type asks beside the words, in the three steps.
struct ReportQuestionTests {
  @Test(arguments: Backend.all)
  func `answers go with the words, and may be left out`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let browser = try await city.browser(as: TestCity.resident)
    let shown = try await browser.fillReport(["kind": "power"])
    #expect(!shown.text.contains("影响范围"))
    let place = try #require(
      try await browser.get("/report/where?then=check").form(to: "/report/where"))

    let wrong = try await browser.submit(place, ["ask-reach": "everywhere", "ask-since": "昨天"])
    #expect(wrong.status == 422)
    #expect(wrong.form(to: "/report/where")?["ask-since"] == "昨天")

    var step = try await browser.submit(
      place, ["ask-reach": "whole_estate", "ask-since": "2026-02-27"])
    if step.status == 200, let again = step.form(to: "/report/where") {
      step = try await browser.submit(again)
    }
    let check = try await browser.follow(step)
    #expect(check.text.contains("影响范围：整个小区"))
    let form = try #require(check.form(to: "/report/check"))
    #expect(try await browser.submit(form, pressing: ("act", "submit")).status == 303)
    let words = try await city.database.read { db in
      try db.rows("SELECT body FROM cases").map { try $0.get("body", as: String.self) }
    }
    #expect(words == [TestCity.text + "\n影响范围：整个小区\n从什么时候开始：2026-02-27"])
  }

  @Test func `what has to be answered is asked for, and only what fits is an answer`() {
    let asked = [
      ServiceQuestion(code: "blocked", answer: .number, isRequired: true),
      ServiceQuestion(code: "times", answer: .multivaluelist, values: ["morning", "night"]),
    ]
    func fields(_ values: [String: [String]]) -> [String] {
      ReportRoutes.answers(Form(values: values), to: asked).mistakes.map(\.field)
    }
    #expect(fields([:]) == ["ask-blocked"])
    #expect(fields(["ask-blocked": ["x"]]) == ["ask-blocked"])
    #expect(fields(["ask-blocked": ["2"], "ask-times": ["noon"]]) == ["ask-times"])
    #expect(fields(["ask-blocked": ["2"], "ask-times": ["morning", "night"]]) == [])
  }
}
