public import Kernel

extension AccountActions: PreferenceKeeper {
  public func keep(_ preferences: Preferences, of person: Identifier<Person>) async throws {
    try await database.write { try PersonStore.keep(preferences, of: person, in: $0) }
  }
}
