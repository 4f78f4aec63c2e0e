extension Problem {
  /// A JSON body that does not have the asked shape: says where.
  init(decoding error: DecodingError) {
    let context: DecodingError.Context
    var path: [any CodingKey]
    let message: String
    switch error {
    case .keyNotFound(let key, let found):
      (context, path, message) = (found, found.codingPath + [key], "problem.field-missing")
    case .valueNotFound(_, let found):
      (context, path, message) = (found, found.codingPath, "problem.field-missing")
    case .typeMismatch(_, let found):
      (context, path, message) = (found, found.codingPath, "problem.field-type")
    case .dataCorrupted(let found):
      (context, path, message) = (found, found.codingPath, "problem.field-value")
    @unknown default:
      self.init(.malformed)
      return
    }
    if path.isEmpty, context.codingPath.isEmpty, case .dataCorrupted = error {
      self.init(.malformed)
      return
    }
    if path.isEmpty { path = context.codingPath }
    let field = Self.name(path)
    self.init(field: field.isEmpty ? "body" : field, message)
  }

  /// Members that the shape does not have: the first few, cut where they are no names.
  init(unknown members: [String], at path: [any CodingKey]) {
    let place = Self.name(path)
    self.init(
      members.prefix(10).map { member in
        let name = String(member.prefix(60))
        return FieldError(place.isEmpty ? name : "\(place).\(name)", "problem.field-unknown")
      })
  }

  private static func name(_ path: [any CodingKey]) -> String {
    path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
  }
}
