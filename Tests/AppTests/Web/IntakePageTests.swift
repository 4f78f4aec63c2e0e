import KernelTesting
import Testing

@testable import App

/// The console's form for callers, over the whole city.
struct IntakePageTests {
  private static let answers = [
    "source": "hotline", "phone": "138 0000 2076", "kind": "public_facilities.street_light",
    "text": "12 号楼前路灯三天没亮了", "address": "柳巷 12 号楼", "grid": "990101001002011",
  ]

  @Test(arguments: Backend.all)
  func `a call becomes a case with a number to read out, and the caller's own`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let desk = try await city.browser(as: "dispatcher")
    #expect(try await desk.get("/console").text.contains("/intake"))
    let form = try #require(try await desk.get("/intake").form(to: "/intake"))

    let empty = try await desk.submit(form, ["source": "hotline"])
    #expect(empty.status == 422 && empty.text.contains("请问对方的电话"))
    // In this page's own words: it has neither photos nor a map.
    for words in ["写下对方说的事", "请选一类，拿不准就选最像的", "问清在哪里，写个地址"] {
      #expect(empty.text.contains(words), "\(words)")
    }
    #expect(!empty.text.contains("拍一张") && !empty.text.contains("在地图上指"))
    let filed = try await desk.submit(form, Self.answers)
    #expect(filed.status == 303, "\(filed.text)")
    let receipt = try await desk.follow(filed)
    #expect(receipt.status == 200 && receipt.text.contains("念给对方听"))
    // Sent again, it is the same one.
    #expect(try await desk.submit(form, Self.answers).location == filed.location)

    let caller = try await city.browser(as: TestCity.resident)
    #expect(try await caller.get("/my").text.contains("12 号楼前路灯三天没亮了"))
    // Without the code, or as a resident, there is no receipt.
    let path = try #require(filed.location)
    #expect(try await caller.get(path).status == 404)
    #expect(try await desk.get(path.replacing("code=", with: "code=0")).status == 404)
  }

  @Test func `what is open close by is shown once, and filed all the same`() async throws {
    let city = try await TestCity.open(.sqlite)
    _ = try await city.file(
      as: TestCity.neighbour, ["address_string": "\"柳巷 12 号楼\""])
    let desk = try await city.browser(as: "community")
    #expect(try await desk.get("/desk").text.contains("/intake"))
    let form = try #require(try await desk.get("/intake").form(to: "/intake"))
    let answers = Self.answers.merging(["source": "window"]) { $1 }

    let asked = try await desk.submit(form, answers)
    #expect(asked.status == 200 && asked.text.contains("附近已经有人报过"))
    #expect(!asked.text.contains("王德顺"))
    let again = try #require(asked.form(to: "/intake"))
    #expect(try await desk.submit(again).status == 303)
  }

  @Test(arguments: ["power", "grid", "admin", TestCity.resident])
  func `others have no such page`(name: String) async throws {
    let city = try await TestCity.open(.sqlite)
    #expect(try await city.browser(as: name).get("/intake").status == 404)
  }

  @Test(arguments: Backend.all)
  func `the hotline's program files too`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let body = """
      {"source":"hotline","phone":"13800009999","item_code":"street_light",
       "description":"路灯不亮","address_string":"柳巷 12 号","area_code":"990101001002011"}
      """
    let answer = try await city.client(as: "dispatcher").post("/api/v1/requests/intake", json: body)
    #expect(answer.status == 201 && answer.text.contains("receipt_code"), "\(answer.text)")
    let other = try await city.client(as: "power").post("/api/v1/requests/intake", json: body)
    #expect(other.status == 404)
    let none = try await city.client(as: "dispatcher").post(
      "/api/v1/requests/intake", json: body.replacing(#""phone":"13800009999","#, with: ""))
    #expect(none.status == 422 && none.text.contains("phone"))
  }
}
