import Civics
import Kernel

/// Refusals name the answers of forms; programs read the members of their bodies.
enum WireField {
  /// What `body` throws, with fields renamed.
  ///
  /// `finer`: what a body of several members for one answer says better, by the sentence it is for.
  static func renaming<T>(
    _ names: [String: String], finer: [String: FieldError] = [:], _ body: () async throws -> T
  ) async throws -> T {
    do {
      return try await body()
    } catch let error as any ProblemConvertible {
      throw renamed(error.problem, names, finer)
    } catch let problem as Problem {
      throw renamed(problem, names, finer)
    }
  }

  private static func renamed(
    _ problem: Problem, _ names: [String: String], _ finer: [String: FieldError]
  ) -> Problem {
    var problem = problem
    problem.fields = problem.fields.map { error in
      finer[error.message]
        ?? FieldError(names[error.field] ?? error.field, error.message, values: error.values)
    }
    return problem
  }

  /// Which member of a body is the one that is wrong, should its type and kind, or its point, be.
  static func finer(
    service: String?, item: String?, latitude: Double?, longitude: Double?,
    in catalogue: ServiceCatalogue
  ) -> [String: FieldError] {
    var finer: [String: FieldError] = [:]
    let type = service.flatMap { catalogue.service($0) }
    let isOfIt = item.map { code in type?.items.contains { $0.code == code } ?? true } ?? true
    if let item, catalogue.item(item) == nil || !isOfIt {
      finer["mistake.no-kind"] = FieldError("item_code", "mistake.unknown-item")
    }
    if let latitude, let longitude, Coordinate(latitude: latitude, longitude: 0) != nil,
      Coordinate(latitude: 0, longitude: longitude) == nil
    {
      finer["mistake.no-point"] = FieldError("long", "mistake.no-point")
    }
    return finer
  }
}

extension SubmissionBody {
  static let fields = [
    "text": "description", "kind": "service_code", "address": "address_string",
    "area": "area_code", "point": "lat", "season": "season_code",
  ]
}

extension MoveBody {
  static let fields = [
    "fact": "text", "words": "text", "evidence": "photos", "answers": "contacted",
    "kind": "service_code", "area": "area_code", "address": "address_string",
    "limit_code": "limit_amount", "point": "lat", "season": "season_code",
  ]
}
