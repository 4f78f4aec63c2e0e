import Casework
import Kernel

/// What a program hands on so that somebody follows one request without a key: the request's id and
/// 128 bits that only we can make from it.
///
/// Worked out with the site's look-up key, so nothing is stored and none is good at another site.
struct RequestToken: Hashable, Sendable {
  let text: String

  static let label = "service_requests.open311_token"
  private static let (idLength, proofLength) = (36, 32)

  init(of id: Identifier<Case>, keys: SecretKeys) throws {
    text =
      id.rawValue + "-"
      + Self.proof(try LookupHash(of: id.rawValue, label: Self.label, form: .exact, keys: keys))
  }

  /// The request it was made for, also before a change of keys; nil for what we did not make.
  static func request(_ token: String, keys: SecretKeys) -> Identifier<Case>? {
    let bytes = token.utf8
    guard bytes.count == idLength + 1 + proofLength, bytes.dropFirst(idLength).first == 45,
      let id = String(bytes.prefix(idLength)), let proof = String(bytes.suffix(proofLength))
    else { return nil }
    let hashes = LookupHash.candidates(for: id, label: label, form: .exact, keys: keys)
    // All are looked at, so that the time says nothing.
    let fits = hashes.reduce(false) { fits, hash in
      ConstantTime.equal(proof, Self.proof(hash)) || fits
    }
    return fits ? Identifier(rawValue: id) : nil
  }

  private static func proof(_ hash: LookupHash) -> String {
    String(Hex.encode(SHA256.hash(hash.rawValue)).prefix(proofLength))
  }
}
