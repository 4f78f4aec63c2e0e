import Kernel

extension StaffDesk {
  /// Calls somebody otherwise at work; what was written under the old post keeps it.
  ///
  /// Throws `Problem(.invalid)` naming the field.
  func setPost(
    _ post: Post, of person: Identifier<Person>, by viewer: Viewer, key: CommandKey?
  ) async throws {
    try Self.require(.administerAccounts, viewer, over: person)
    let post = try post.checked()
    _ = try await database.command(key) { tx in
      _ = try Self.account(person, in: tx)
      try StaffStore.setPost(post, of: person, in: tx)
      try SignInActions.note("post_changed", person, by: viewer.actor, in: tx)
      return true
    }
  }
}
