import HTTPTypes
import Hummingbird
import Testing

@testable import Kernel

struct ClientAddressTests {
  private func address(
    from direct: String?, forwarded: [String] = [], trusted: Set<String> = ["10.0.0.1", "10.0.0.2"]
  ) throws -> String {
    var settings = WebSettings()
    settings.trustedProxies = trusted
    var headers = HTTPFields()
    for line in forwarded { headers.append(HTTPField(name: .forwardedFor, value: line)) }
    return ClientAddress.of(
      WebBench.request("/", headers), try WebBench.context(from: direct), settings)
  }

  @Test func `without a proxy it is the socket's`() throws {
    #expect(try address(from: "203.0.113.9") == "203.0.113.9")
    #expect(try address(from: "2001:db8::9") == "2001:db8::9")
    #expect(try address(from: nil) == "local")
  }

  @Test func `what a stranger says of itself is not believed`() throws {
    #expect(try address(from: "203.0.113.9", forwarded: ["127.0.0.1"]) == "203.0.113.9")
    #expect(
      try address(from: "10.0.0.1", forwarded: ["127.0.0.1"], trusted: []) == "10.0.0.1")
  }

  @Test func `a trusted proxy's word counts, and only the last one it did not get from us`()
    throws
  {
    #expect(try address(from: "10.0.0.1", forwarded: ["203.0.113.9"]) == "203.0.113.9")
    #expect(try address(from: "10.0.0.1", forwarded: ["127.0.0.1, 203.0.113.9"]) == "203.0.113.9")
    #expect(
      try address(from: "10.0.0.1", forwarded: ["127.0.0.1 ,203.0.113.9,  10.0.0.2"])
        == "203.0.113.9")
    #expect(
      try address(from: "10.0.0.1", forwarded: ["127.0.0.1", "203.0.113.9"]) == "203.0.113.9")
  }

  @Test(arguments: [[], [""], [","], ["10.0.0.2"], [" , 10.0.0.1"]])
  func `a proxy that says nothing of use is the address itself`(forwarded: [String]) throws {
    #expect(try address(from: "10.0.0.1", forwarded: forwarded) == "10.0.0.1")
  }
}
