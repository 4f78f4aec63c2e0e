import KernelTesting
import Testing

@testable import Kernel

/// What the kernel does for every JSON route.
struct APIKernelTests {
  @Test func `json keeps what it is`() throws {
    let text = #"{"a":[null,true,5,2.5,"x",{}],"b":{"c":-9007199254740993}}"#

    let value = try JSONText.decode(JSONValue.self, from: text)

    #expect(try JSONText.encode(value) == text)
    #expect(value["a"]?.items[2] == .whole(5))
    #expect(value["b"]?["c"] == .whole(-9_007_199_254_740_993))
  }

  @Test(
    arguments: [
      ("/requests/mine", "GET, HEAD, OPTIONS"), ("/requests/x", "DELETE, OPTIONS"),
      ("/requests/mine/", "GET, HEAD, OPTIONS"), ("/requests//x", "DELETE, OPTIONS"),
      ("/requests/x/moves", "OPTIONS, POST"), ("/requests", nil), ("/", nil),
      ("/requests/x/y/z", nil),
    ] as [(String, String?)])
  func `a path knows its methods, words before named parts`(path: String, allow: String?) {
    let paths = KnownPaths(
      [("GET", "/requests/mine"), ("DELETE", "/requests/{id}"), ("POST", "/requests/{id}/moves")]
        .map { Routes.Entry(method: $0.0, path: $0.1, access: .everyone, isAPI: true) })

    #expect(paths.find(path)?.allow == allow)
  }

  @Test func `clients are known and not signed in`() {
    let client = Viewer(person: nil, client: "client:hotline")

    #expect(Access.known.admits(client) && !Access.signedIn.admits(client))
    #expect(!Access.known.admits(.visitor))
    #expect(Access.known.description == "known")
  }
}
