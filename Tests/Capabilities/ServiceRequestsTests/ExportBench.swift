import Kernel
import Synchronization

/// A value of a flat JSON object.
struct JSONPiece: Decodable {
  let text: String?

  init(from decoder: any Decoder) throws {
    text = try? decoder.singleValueContainer().decode(String.self)
  }
}

final class Steps: Sendable {
  private let steps = Mutex<[Int]>([])
  var all: [Int] { steps.withLock { $0 } }
  func add(_ step: Int) { steps.withLock { $0.append(step) } }
}
