import Casework
import KernelTesting
import Testing

@testable import App
@testable import Kernel
@testable import ServiceRequests

/// The page behind a link for somebody without an account.
struct OutsidePageTests {
  @Test func `the same press is one answer, and a second answer is said to be lost`() async throws {
    let city = try await TestCity.open(.sqlite)
    let requests = city.open.city.requests.actions
    let id = Identifier<Case>(
      rawValue: try await city.file(as: TestCity.resident).service_request_id)
    let desk = try await city.viewer("dispatcher")
    _ = try await requests.move(id, .accept, expecting: nil, by: desk, key: nil)
    let outside = OutsideActions(actions: requests)
    let wish = OutsideActions.Wish(party: "某某物业", question: "这根灯杆是你们的吗？", shown: [.words])
    _ = try await outside.ask(wish, about: id, by: desk, key: nil)
    let question = try #require(try await outside.all(of: id).first)
    let path = "/outside/" + (try #require(try outside.token(of: question)))

    let party = city.browser()
    let form = try #require(try await party.get(path).form(to: path))
    let other = try #require(try await party.get(path).form(to: path))
    #expect(try await party.submit(form, ["words": "归我们管"]).status == 303)
    #expect(try await party.submit(form, ["words": "归我们管"]).status == 303)
    #expect(try await party.get(path).text.contains("回答已收到"))
    let second = try await party.submit(other, ["words": "不归我们管"])
    #expect(second.status >= 400 && second.text.contains("这次写的没有收下"))

    let said = try await requests.dossier(id, for: desk).events.filter { $0.move == .hearOutside }
    #expect(said.map(\.words) == ["归我们管"])
  }
}
