import HTTPTypes
import Testing

@testable import Kernel

struct AccessTests {
  private let look = Permission(rawValue: "bench.look")
  private let change = Permission(rawValue: "bench.change")

  private func viewer(_ grants: Grant...) -> Viewer {
    Viewer(person: Identifier(rawValue: "ming"), grants: grants)
  }

  @Test func `a door opens for whom it says`() {
    let may = viewer(Grant([look], in: .area("990101")))
    let mayNot = viewer()
    let client = Viewer(person: nil, grants: [Grant([look], in: .everything)], client: "c1")

    #expect(Access.everyone.admits(.visitor))
    #expect(!Access.signedIn.admits(.visitor) && Access.signedIn.admits(mayNot))
    #expect(Access.known.admits(client) && Access.known.admits(mayNot))
    #expect(!Access.known.admits(.visitor) && !Access.signedIn.admits(client))
    #expect(Access.can(look).admits(may) && Access.can(look).admits(client))
    #expect(!Access.can(look).admits(mayNot) && !Access.can(change).admits(may))
    #expect(Access.canAny([change, look]).admits(may) && !Access.canAny([]).admits(may))
  }

  @Test func `a permission reaches as far as the grants that hold it`() {
    let viewer = viewer(
      Grant([look], in: .area("990101")), Grant([change], in: .unit("u1")),
      Grant([look, change], in: .own))

    #expect(viewer.scopes(for: look) == [.area("990101"), .own])
    #expect(viewer.scopes(for: Permission(rawValue: "bench.other")) == [])
  }

  @Test func `histories name a person, a client or a visitor`() {
    #expect(viewer().actor == "ming")
    #expect(Viewer(person: nil, client: "c1").actor == "c1")
    #expect(Viewer.visitor.actor == "visitor" && !Viewer.visitor.isSignedIn)
  }

  @Test(arguments: [
    (StoreError.unavailable, 503), (.retry, 503), (.cancelled, 503), (.commitUnknown, 503),
    (.unique, 500), (.check, 500), (.other("x"), 500),
  ])
  func `what the engine refuses is never the caller's fault`(error: StoreError, status: Int) {
    #expect(Gate.problem(from: error).kind.status == status)
  }

  @Test func `unknown errors tell nothing of themselves`() {
    #expect(Gate.problem(from: Switch.Broken()) == Problem(.server))
    #expect(Gate.problem(from: Problem(.notFound)) == Problem(.notFound))
    #expect(Gate.problem(from: CancellationError()) == Problem(.unavailable))
    #expect(Gate.problem(from: FileStore.Fault.notFound) == Problem(.notFound))
  }
}
