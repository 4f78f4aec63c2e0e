internal import Kernel

/// Looking up a request: `no` and `code`, or `no` alone after signing in.
struct TrackView: Sendable {
  let number: String
  let code: String
  /// Signed in: the code is not needed for what was filed with one's own telephone.
  let isSignedIn: Bool
  let errors: FormErrors?
}
