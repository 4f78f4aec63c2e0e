import HTTPTypes
import Testing

@testable import Kernel

struct CookieTests {
  private let token = String(repeating: "a", count: 43)

  private func cookies(_ lines: String...) -> RequestCookies {
    var headers = HTTPFields()
    for line in lines { headers.append(HTTPField(name: .cookie, value: line)) }
    return RequestCookies(WebBench.request("/", headers), of: WebBench.site)
  }

  @Test func `our cookies are found among others, on one line or several`() {
    let visit = String(repeating: "b", count: 43)
    let one = cookies("x=1; linli_session=\(token) ;linli_visit=\(visit); y")
    let two = cookies("linli_session=\(token)", "linli_visit=\(visit)")

    #expect(one.session == token && one.visit == visit && one.preferences == nil)
    #expect(two.session == token && two.visit == visit)
  }

  @Test(arguments: ["", "short", String(repeating: "a", count: 44)])
  func `what cannot be a token of ours is none`(value: String) {
    #expect(cookies("linli_session=\(value)").session == nil)
  }

  @Test(arguments: [
    ("127.0.0.1:8080", true), ("localhost", true), ("[::1]:8080", true), ("LOCALHOST:1", true),
    ("linli.example", false), ("linli.example:8080", false), ("127.0.0.1.example", false),
    ("localhost.example:80", false), ("", false),
  ])
  func `only this machine's own names do without TLS`(authority: String, isOwn: Bool) {
    #expect(Call.isLoopback(authority) == isOwn)
    #expect(!Call.isLoopback(nil))
  }

  @Test func `a cookie is for this site's path, out of reach of scripts and other sites`() {
    let site = Site(
      key: "a", prefix: "/longtan", host: nil, region: "990101",
      name: Site.Name(chinese: "龙潭", english: "Longtan"))

    #expect(
      SetCookie(site: site, isSecure: true).header("n", "v", maxAge: 60)
        == "n_a=v; Path=/longtan; Max-Age=60; HttpOnly; SameSite=Lax; Secure")
    #expect(
      SetCookie(site: WebBench.site, isSecure: false).header("n", "v", maxAge: nil)
        == "n=v; Path=/; HttpOnly; SameSite=Lax")
  }
}
