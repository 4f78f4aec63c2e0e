import Foundation
import KernelTesting
import Testing

@testable import Kernel

/// Forms nobody would send, the same ones on every run.
struct MultipartFuzzTests {
  typealias Part = MultipartBench.Part

  @Test func `any form comes out as it went in, however it was cut`() throws {
    let bench = try MultipartBench()
    defer { bench.clear() }
    var chance = SeededGenerator(seed: 3)

    for _ in 0..<60 {
      let parts = (0..<Int(chance.next() % 6)).map { number in
        chance.next() % 3 == 0
          ? Part("f\(number)", file: "\(number).jpg", Self.almostBoundary(&chance))
          : Part("t\(number)", Fuzz.text(length: 30, &chance))
      }
      let sizes = (0..<5).map { _ in Int(chance.next() % 90) + 1 }

      let form = try bench.read(MultipartBench.body(parts), in: sizes)

      let texts = parts.filter { $0.fileName == nil }
      let files = parts.filter { $0.fileName != nil }
      #expect(form.values.count == texts.count)
      for text in texts {
        #expect(form.values[text.name] == [String(decoding: text.bytes, as: UTF8.self)])
      }
      #expect(form.files.map(\.field) == files.map(\.name))
      #expect(try form.files.map { try $0.bytes() } == files.map(\.bytes))
    }
  }

  @Test func `any damage ends in a form or in a clear refusal`() throws {
    let bench = try MultipartBench()
    defer { bench.clear() }
    var chance = SeededGenerator(seed: 4)
    let whole = MultipartBench.body(MultipartTests.parts)
    var read = 0
    var refused = 0

    for _ in 0..<600 {
      var body = whole
      for _ in 0...Int(chance.next() % 4) {
        let place = Int(chance.next() % UInt64(body.count))
        switch chance.next() % 3 {
        case 0: body[place] = UInt8(truncatingIfNeeded: chance.next())
        case 1: body.remove(at: place)
        default: body.insert(contentsOf: body.prefix(place % 40), at: place)
        }
      }
      do {
        let form = try bench.read(body, in: [Int(chance.next() % 200) + 1])
        #expect(form.files.allSatisfy { $0.path.hasPrefix(bench.folder + "/") })
        read += 1
      } catch is Problem {
        refused += 1
      }
    }

    #expect(read > 0 && refused > 0)
  }

  /// Bytes that begin like a boundary again and again.
  private static func almostBoundary(_ chance: inout SeededGenerator) -> [UInt8] {
    let boundary = Array("\r\n--\(MultipartBench.boundary)".utf8)
    return (0..<Int(chance.next() % 8)).flatMap { _ in
      boundary.prefix(Int(chance.next() % UInt64(boundary.count)))
        + Fuzz.bytes(of: "\r\n-", 6, &chance)
    }
  }
}
