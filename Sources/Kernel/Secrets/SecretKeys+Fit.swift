extension SecretKeys {
  /// The id of a key that made one of these stored values and is not among these keys.
  ///
  /// `values`: sealed columns and look-up hashes as they are stored, which begin with the id.
  public func lacking(for values: [String]) -> String? {
    let known = Set(keys.map(\.id))
    return values.lazy.compactMap(Self.keyID).first { !known.contains($0) }
  }

  /// Nil for what is of neither form.
  private static func keyID(of value: String) -> String? {
    let parts = value.split(separator: ".", omittingEmptySubsequences: false)
    switch parts.count {
    case 2: return String(parts[0])
    case 4 where parts[0] == "v1": return String(parts[1])
    default: return nil
    }
  }
}
