public import Hummingbird
public import Logging
public import NIOCore

/// What travels with a request from the socket to the handler.
public struct WebContext: RequestContext {
  public var coreContext: CoreRequestContextStorage
  let remoteAddress: SocketAddress?
  /// Chosen from host and path before any route is looked for.
  var site: Site?

  public init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    remoteAddress = source.channel.remoteAddress
  }

  /// For calling the app without a socket.
  public init(logger: Logger, remoteAddress: SocketAddress?) {
    coreContext = .init(source: DirectSource(logger: logger))
    self.remoteAddress = remoteAddress
  }
}

private struct DirectSource: RequestContextSource {
  let logger: Logger
}
