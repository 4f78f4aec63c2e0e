import Kernel
import KernelTesting
import Testing

@testable import App

/// Old, cut and typed addresses of lists.
struct ListAddressTests {
  private static let mangled = [
    ("dispatcher", "/console?sort=zzz"), ("dispatcher", "/console?after=zzz"),
    ("dispatcher", "/console?status=lost"), ("dispatcher", "/console/filter?area=abc"),
    ("dispatcher", "/console/print?time=soon&limit=0"), ("power", "/desk?sort=zzz"),
    ("power", "/desk?show=all&after=7"), ("supervisor", "/callbacks?after=zzz"),
  ]

  @Test(arguments: mangled)
  func `what cannot be read of an address is left out and said, and the list is there`(
    name: String, path: String
  ) async throws {
    let city = try await TestCity.open(.sqlite)
    let id = try await city.file(as: TestCity.resident).service_request_id
    try await city.dispatch(id, to: "power")

    let page = try await city.browser(as: name).get(path)

    #expect(page.status == 200, "\(page.status)")
    #expect(page.text.contains("地址里有认不出的条件"))
    if name != "supervisor", !path.hasPrefix("/console/print") {
      #expect(page.text.contains(id))
    }
  }

  @Test func `the rest of an address holds, in every link of the page`() async throws {
    let city = try await TestCity.open(.sqlite)
    _ = try await city.file(as: TestCity.resident)
    let browser = try await city.browser(as: "dispatcher")

    let page = try await browser.get("/console?sort=zzz&service_code=traffic")
    #expect(page.text.contains("没有符合的") && page.text.contains("service_code=traffic"))
    #expect(!page.text.contains("zzz"))
    let long = try await browser.get("/console?q=" + String(repeating: "x", count: 3000))
    #expect(long.status == 200 && long.text.contains("要找的字超过 200 个"))
    #expect(!long.text.contains("地址里有认不出的条件") && !long.text.contains("xxx"))
    let plain = try await browser.get("/console?service_code=traffic")
    #expect(!plain.text.contains("地址里有"))
  }

  @Test func `programs are told what is wrong all the same`() async throws {
    let city = try await TestCity.open(.sqlite)
    let client = try await city.client(as: "dispatcher")
    for query in ["sort=zzz", "after=zzz", "q=" + String(repeating: "x", count: 201)] {
      #expect(try await client.get("/api/v1/requests?" + query).status == 422, "\(query)")
    }
  }

  @Test(arguments: Backend.all)
  func `a short number of an earlier year is found`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let filed = try await city.file(as: TestCity.resident)
    let short = "LL-\(filed.number.dropFirst(10).prefix(4))-\(filed.number.suffix(4))"
    city.clock.advance(days: 500)

    let page = try await city.browser(as: "dispatcher").get("/console?q=" + short)
    #expect(page.text.contains("/console/cases/" + filed.service_request_id), "\(short)")
  }

  @Test(arguments: Backend.all)
  func `who joins while reporting gets a receipt`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let filed = try await city.file(as: TestCity.resident, ["is_public": "true"])
    let neighbour = try await city.browser(as: TestCity.neighbour)
    let path = "/report/\(filed.number)/received?joined=1&id=\(filed.service_request_id)"
    #expect(try await neighbour.get(path).status == 303)
    _ = try await city.client(as: TestCity.neighbour).post(
      "/api/v1/requests/\(filed.service_request_id)/moves", json: "{\"move\":\"support\"}")

    #expect(try await neighbour.get(path).text.contains("记下了，算您一份"))
  }
}
