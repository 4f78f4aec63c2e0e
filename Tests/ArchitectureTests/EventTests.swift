import Contracts
import Foundation
import Kernel
import Testing

/// Events as they were stored once have to decode for ever: `Samples/events.json` keeps them.
///
/// A sample is never changed. A new field gets a new sample beside the old ones.
struct EventTests {
  static let types: [any Event.Type] = [
    ServiceRequestEvents.Submitted.self, ServiceRequestEvents.Moved.self,
    ServiceRequestEvents.ManyJoined.self, ServiceRequestEvents.LimitNear.self,
    ServiceRequestEvents.LimitMissed.self, ServiceRequestEvents.Climbed.self,
    DirectoryEvents.CalendarChanged.self, MessageEvents.UnreadChanged.self,
    DirectoryEvents.CalendarChanged.self,
    MandateEvents.Asked.self, MandateEvents.Confirmed.self, MandateEvents.ScopeSwitched.self,
    MandateEvents.Ended.self, ConsentEvents.Given.self, ConsentEvents.Withdrawn.self,
    RightsEvents.Asked.self, RightsEvents.Decided.self, RightsEvents.Extended.self,
  ]

  /// Name to its samples, each with its keys in order.
  static func samples() throws -> [String: [String]] {
    let text = try #require(SourceTree.text("Tests/ArchitectureTests/Samples/events.json"))
    let all = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [[String: Any]]]
    return try #require(all).mapValues { try $0.map(Self.canonical) }
  }

  /// Keys in order, so that equal values are equal texts.
  private static func canonical(_ object: Any) throws -> String {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    return String(
      decoding: try JSONSerialization.data(withJSONObject: object, options: options), as: UTF8.self)
  }

  /// What is wrong with the samples of an event, all of them together.
  static func faults<E: Event>(_ type: E.Type, _ samples: [String]) -> [String] {
    var faults: [String] = []
    var seen: Set<String> = []
    var fields: Set<String> = []
    for sample in samples {
      do {
        let event = try JSONText.decode(E.self, from: sample)
        let again = Data(try JSONText.encode(event).utf8)
        let kept = try canonical(try JSONSerialization.jsonObject(with: again))
        if kept != sample { faults.append("loses something of \(sample)") }
        if event.subject.isEmpty { faults.append("has no subject") }
        fields = Set(Mirror(reflecting: event).children.compactMap(\.label))
        let object = try JSONSerialization.jsonObject(with: Data(sample.utf8)) as? [String: Any]
        seen.formUnion((object ?? [:]).keys)
      } catch {
        faults.append("\(error)")
      }
    }
    faults += fields.subtracting(seen).sorted().map { "no sample has \($0)" }
    faults += fields.intersection(personal).sorted().map { "carries \($0)" }
    return samples.isEmpty ? ["has no sample"] : faults
  }

  /// Subscribers ask for what people are called or wrote.
  private static let personal: Set<String> = [
    "address", "content", "email", "name", "note", "phone", "summary", "text", "title", "words",
  ]

  @Test func `every stored sample decodes, and nothing of it is lost`() throws {
    let samples = try Self.samples()
    for type in Self.types {
      #expect(Self.faults(type, samples[type.name] ?? []) == [], "\(type.name)")
    }
  }

  @Test func `every event is in the list, and every sample has its event`() throws {
    let declared = SourceTree.product.filter { $0.target == "Contracts" }.flatMap { file in
      file.swift.literals.map(\.text).filter { $0.contains(".v") && $0.last?.isNumber == true }
    }

    #expect(Set(declared) == Set(Self.types.map { $0.name }))
    #expect(Set(try Self.samples().keys) == Set(Self.types.map { $0.name }))
  }

  @Test func `an event's name says owner, fact and version`() {
    for type in Self.types {
      let parts = type.name.split(separator: ".")
      #expect(parts.count == 3 && parts[2].hasPrefix("v"), "\(type.name)")
      #expect(type.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "." || $0 == "_" })
    }
  }

  /// An event that grew a field, and one that carries what it must not.
  private struct Told: Event {
    static let name = "bench.told.v1"
    let subject: String
    let count: Int
    let phone: String?
  }

  @Test func `a sample that no longer fits is seen`() {
    #expect(
      Self.faults(Told.self, [#"{"count":1,"phone":"1","subject":"a"}"#]) == ["carries phone"])
    #expect(Self.faults(Told.self, [#"{"subject":"a"}"#]).count == 1)
    #expect(
      Self.faults(Told.self, [#"{"count":1,"more":2,"subject":"a"}"#]).contains {
        $0.hasPrefix("loses")
      })
    #expect(Self.faults(Told.self, [#"{"count":1,"subject":"a"}"#]).contains("no sample has phone"))
    #expect(Self.faults(Told.self, []) == ["has no sample"])
  }

  @Test func `only contracts declare events, and only the kernel writes them`() {
    let elsewhere = HouseRule { file in
      guard !["Contracts", "Kernel"].contains(file.target) else { return [] }
      return [": Event {", ": Event,", ", Event {"].flatMap { file.lines(saying: $0) }.map {
        "\($0): an event outside Contracts"
      }
    }

    #expect(elsewhere.faults(in: SourceTree.product) == [])
    #expect(elsewhere.faults(SourceFile("Sources/App/A.swift", "struct A: Event {}")).count == 1)
  }
}
