import Synchronization

/// How many statements one request has sent; a page may make five, whatever its length.
public final class QueryCount: Sendable {
  @TaskLocal static var current: QueryCount?

  private let statements = Atomic<Int>(0)

  public init() {}

  public var value: Int { statements.load(ordering: .relaxed) }

  func note() { statements.add(1, ordering: .relaxed) }

  /// Counts every statement that `body` sends, wherever it sends it from.
  public static func counting<T>(
    in count: QueryCount, _ body: () async throws -> T
  ) async rethrows -> T {
    try await $current.withValue(count, operation: body)
  }
}
