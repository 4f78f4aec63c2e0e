import Foundation
import Synchronization

/// Work that blocks its thread or keeps a core busy for long, away from the threads that serve
/// requests: a few at a time, the rest in line, and past a limit refused rather than piled up.
public final class BlockingWork: Sendable {
  /// The line is full: answer "busy" and let people try again.
  public struct Full: Error {}

  private let queue: OperationQueue
  private let inside = Mutex(0)
  private let most: Int

  /// Runs `width` at the same time and lets `waiting` more stand in line.
  public init(name: String, width: Int, waiting: Int) {
    queue = OperationQueue()
    queue.name = name
    queue.maxConcurrentOperationCount = width
    most = width + waiting
  }

  /// Runs `body` on a thread of its own and hands back what it returns.
  public func run<Answer: Sendable>(
    _ body: @escaping @Sendable () -> Answer
  ) async throws(Full) -> Answer {
    let isAdmitted = inside.withLock { count in
      guard count < most else { return false }
      count += 1
      return true
    }
    guard isAdmitted else { throw Full() }
    defer { inside.withLock { $0 -= 1 } }
    return await withCheckedContinuation { continuation in
      queue.addOperation { continuation.resume(returning: body()) }
    }
  }

  /// Runs a `body` that may fail.
  public func attempt<Answer: Sendable>(
    _ body: @escaping @Sendable () throws -> Answer
  ) async throws -> Answer {
    try await run { Result(catching: body) }.get()
  }
}
