/// A refusal or failure as the caller meets it (RFC 9457 problem details).
///
/// Words are keys into the word files; the renderer fills `values` in the reader's language.
public struct Problem: Error, Sendable, Hashable {
  public let kind: Kind
  /// Key of the sentence that says what happened and what to do; the kind's own when nil.
  public var detail: String?
  public var values: [String: String]
  public var fields: [FieldError]

  public init(_ kind: Kind, _ detail: String? = nil, values: [String: String] = [:]) {
    self.kind = kind
    self.detail = detail
    self.values = values
    fields = []
  }

  /// An answer that has to be changed before it can be accepted.
  public init(_ fields: [FieldError]) {
    kind = .invalid
    detail = nil
    values = [:]
    self.fields = fields
  }

  /// One field, one sentence.
  public init(field: String, _ message: String, values: [String: String] = [:]) {
    self.init([FieldError(field, message, values: values)])
  }
}

/// What is wrong with one field, and how to put it right.
public struct FieldError: Sendable, Hashable {
  public let field: String
  /// Key of the sentence.
  public let message: String
  public let values: [String: String]

  public init(_ field: String, _ message: String, values: [String: String] = [:]) {
    self.field = field
    self.message = message
    self.values = values
  }
}

/// Rules throw closed enums of their own; this is where they become problems.
public protocol ProblemConvertible: Error {
  var problem: Problem { get }
}
