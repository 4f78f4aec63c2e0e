import HTTPTypes

/// Doors for programs that follow a standard of others.
///
/// The key stands among the answers (`api_key` in the address or the form), no cookie and no mark
/// counts, and every refusal, the gate's own too, is written by `refusal`.
extension Routes {
  public func get(
    keyed path: String, _ access: Access, rate: RateLimiter.Class = .read,
    refusal: @escaping Refusal, _ handler: @escaping Handler
  ) {
    add(.get, path, access, .keyed, rate, 0, refusal: refusal, handler)
  }

  /// `maxBody`: bytes of a multipart form; 0 where no files are taken.
  public func post(
    keyed path: String, _ access: Access, rate: RateLimiter.Class = .write, maxBody: Int = 0,
    refusal: @escaping Refusal, _ handler: @escaping Handler
  ) {
    add(.post, path, access, .keyed, rate, maxBody, refusal: refusal, handler)
  }
}
