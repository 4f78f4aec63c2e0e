extension SHA256 {
  /// The digest of a file of any size, in 64 lower-case hexadecimal digits.
  public static func hash(ofFile path: String) throws(DurableFile.Fault) -> String {
    var hash = SHA256()
    try DurableFile.eachPiece(of: path) { (piece) throws(DurableFile.Fault) in hash.update(piece) }
    return Hex.encode(hash.finish())
  }
}
