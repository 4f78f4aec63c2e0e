import Kernel

/// Refusals name the answers of forms; programs read the members of their bodies.
enum WireField {
  /// What `body` throws, with fields renamed.
  static func renaming<T>(
    _ names: [String: String], _ body: () async throws -> T
  ) async throws -> T {
    do {
      return try await body()
    } catch let error as any ProblemConvertible {
      throw renamed(error.problem, names)
    } catch let problem as Problem {
      throw renamed(problem, names)
    }
  }

  private static func renamed(_ problem: Problem, _ names: [String: String]) -> Problem {
    var problem = problem
    problem.fields = problem.fields.map { error in
      FieldError(names[error.field] ?? error.field, error.message, values: error.values)
    }
    return problem
  }
}

extension SubmissionBody {
  static let fields = [
    "text": "description", "kind": "service_code", "address": "address_string",
    "area": "area_code", "point": "lat",
  ]
}

extension MoveBody {
  static let fields = [
    "fact": "text", "words": "text", "evidence": "photos", "answers": "contacted",
    "kind": "service_code", "area": "area_code", "address": "address_string",
    "limit_code": "limit_amount",
  ]
}
