import Kernel
import Testing

struct SecretsColumnTests {
  static let place = Sealed.Place(table: "people", column: "phone", row: "01")

  private func keys(_ names: (String, SecretKeys.Purpose, UInt8)...) throws -> SecretKeys {
    var list: [SecretKeys.Key] = []
    for (age, name) in names.enumerated() {
      list.append(
        try #require(
          SecretKeys.Key(
            id: name.0, purpose: name.1, bytes: Array(repeating: name.2, count: 32),
            createdAt: Timestamp(milliseconds: Int64(age)))))
    }
    return try #require(SecretKeys(list))
  }

  @Test(arguments: ["", "13800000000", "王小明，住在向阳里 3 号楼"])
  func `a sealed text opens in its own place`(text: String) throws {
    let keys = try keys(("e1", .encrypt, 1))
    let sealed = try Sealed(sealing: text, in: Self.place, keys: keys)
    #expect(sealed.rawValue.hasPrefix("v1.e1."))
    #expect(try sealed.open(in: Self.place, keys: keys) == text)
  }

  @Test func `sealing the same text twice gives two values`() throws {
    let keys = try keys(("e1", .encrypt, 1))
    let one = try Sealed(sealing: "a", in: Self.place, keys: keys)
    #expect(try one != Sealed(sealing: "a", in: Self.place, keys: keys))
  }

  @Test(arguments: [
    Sealed.Place(table: "people", column: "phone", row: "02"),
    Sealed.Place(table: "people", column: "name", row: "01"),
    Sealed.Place(table: "firms", column: "phone", row: "01"),
  ])
  func `a value moved to another row, column or table does not open`(place: Sealed.Place) throws {
    let keys = try keys(("e1", .encrypt, 1))
    let sealed = try Sealed(sealing: "a", in: Self.place, keys: keys)
    #expect(throws: SecretFault.notAuthentic) { try sealed.open(in: place, keys: keys) }
  }

  @Test func `the newest key seals and older ones still open`() throws {
    let before = try keys(("e1", .encrypt, 1))
    let after = try keys(("e1", .encrypt, 1), ("e2", .encrypt, 2))
    let old = try Sealed(sealing: "a", in: Self.place, keys: before)
    let new = try Sealed(sealing: "a", in: Self.place, keys: after)
    #expect(try old.open(in: Self.place, keys: after) == "a")
    #expect(new.rawValue.hasPrefix("v1.e2."))
    #expect(try old.isStale(for: after))
    #expect(try !new.isStale(for: after))
    #expect(throws: SecretFault.unknownKey(id: "e2")) {
      try new.open(in: Self.place, keys: before)
    }
  }

  @Test func `a key for another purpose neither seals nor opens`() throws {
    let keys = try keys(("e1", .lookup, 1))
    #expect(throws: SecretFault.noKey(.encrypt)) {
      try Sealed(sealing: "a", in: Self.place, keys: keys)
    }
  }

  @Test(arguments: [
    "", "v1", "v2.e1.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA", "v1.e1.AA.AA", "a.b.c.d.e",
  ])
  func `what is not in the stored form is called malformed`(text: String) throws {
    let keys = try keys(("e1", .encrypt, 1))
    #expect(throws: SecretFault.malformed) {
      try Sealed(rawValue: text).open(in: Self.place, keys: keys)
    }
  }

  @Test(arguments: ["138 0000 0000", "138-0000-0000", "１３８００００００００", "138\u{200b}00000000"])
  func `a number is found however it was typed`(typed: String) throws {
    let keys = try keys(("l1", .lookup, 1))
    let stored = try LookupHash(of: "13800000000", label: "people.phone", keys: keys)
    #expect(try LookupHash(of: typed, label: "people.phone", keys: keys) == stored)
  }

  @Test func `look-up hashes differ by label, form, key and value`() throws {
    let keys = try keys(("l1", .lookup, 1))
    let others = try self.keys(("l1", .lookup, 1), ("l2", .lookup, 2))
    let stored = try LookupHash(of: "37030519491231002x", label: "a", keys: keys)
    #expect(try LookupHash(of: "37030519491231002X", label: "a", keys: keys) == stored)
    #expect(try LookupHash(of: "37030519491231002x", label: "b", keys: keys) != stored)
    #expect(
      try LookupHash(of: "37030519491231002x", label: "a", form: .exact, keys: keys) != stored)
    #expect(try LookupHash(of: "37030519491231002x", label: "a", keys: others) != stored)
    #expect(
      LookupHash.candidates(for: "37030519491231002x", label: "a", keys: others).last == stored)
  }
}
