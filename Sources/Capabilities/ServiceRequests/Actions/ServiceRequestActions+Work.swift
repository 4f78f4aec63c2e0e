import Casework
import Kernel

/// What units and approvers do.
extension ServiceRequestActions {
  func object(
    _ request: Key, reason: String, whose: String, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(
      request, .object(reason: reason, whose: whose), version: version, key: key, by: viewer)
  }

  func start(
    _ request: Key, words: String? = nil, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(request, .start(words: words), version: version, key: key, by: viewer)
  }

  /// The unit has spoken with the reporter.
  func noteContact(
    _ request: Key, words: String? = nil, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(request, .contact(words: words), version: version, key: key, by: viewer)
  }

  func askExtension(
    _ request: Key, amount: Int, reason: String, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(
      request, .askExtension(amount: amount, reason: reason), version: version, key: key,
      by: viewer)
  }

  func decideExtension(
    _ request: Key, granted: Bool, reason: String, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(
      request, .decideExtension(granted: granted, reason: reason), version: version, key: key,
      by: viewer)
  }

  func park(
    _ request: Key, _ parking: CaseDetails.Parking, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(request, .park(parking), version: version, key: key, by: viewer)
  }

  func resume(
    _ request: Key, reason: String? = nil, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(request, .resume(reason: reason), version: version, key: key, by: viewer)
  }

  /// 上报, one level up; `unit` takes it over, or whoever handles for the place at that level.
  func escalate(
    _ request: Key, reason: String, unit: String? = nil, version: Int? = nil,
    key: CommandKey? = nil, by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(
      request, .escalate(reason: reason, unit: unit), version: version, key: key, by: viewer)
  }

  func takeOver(
    _ request: Key, version: Int? = nil, key: CommandKey? = nil, by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(request, .takeOver, version: version, key: key, by: viewer)
  }

  func report(
    _ request: Key, _ result: CaseResult, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try check(result)
    return try await move(request, .report(result), version: version, key: key, by: viewer)
  }

  func solveOnSite(
    _ request: Key, _ result: CaseResult, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try check(result)
    return try await move(request, .solveOnSite(result), version: version, key: key, by: viewer)
  }

  private func check(_ result: CaseResult) throws {
    guard result.afterPhotos.count <= SubmissionLimits.photos else {
      throw Problem(
        field: "photos", "error.request.too-many-photos",
        values: [
          "n": String(SubmissionLimits.photos), "count": String(result.afterPhotos.count),
        ])
    }
    try requireFiles(result.afterPhotos, field: "photos")
  }
}
