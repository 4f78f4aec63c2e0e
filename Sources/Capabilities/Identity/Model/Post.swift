public import Kernel

/// What somebody is called at work: by colleagues, and in English where that was said.
public struct Post: Hashable, Sendable {
  public let chinese: String
  public let english: String?

  public init(_ chinese: String, english: String? = nil) {
    self.chinese = chinese
    self.english = english
  }

  public func name(in language: Language) -> String {
    language == .english ? english ?? chinese : chinese
  }

  /// Without white space around it; what is empty in English was not said.
  ///
  /// Throws `Problem(.invalid)` naming `post` and `post_en`.
  func checked() throws -> Post {
    let post = Post(
      chinese.trimmed, english: english.map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 })
    var faults: [FieldError] = []
    if !(1...40).contains(post.chinese.count) { faults.append(FieldError("post", "identity.post")) }
    if post.english?.count ?? 0 > 60 { faults.append(FieldError("post_en", "identity.post-en")) }
    guard faults.isEmpty else { throw Problem(faults) }
    return post
  }
}
