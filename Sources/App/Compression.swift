import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPCompression

/// Which answers are worth compressing, and what goes with it.
enum CompressionRule {
  /// Bytes below which the head and the work cost more than they save: most JSON answers.
  static let smallest = 1024

  /// Text whose length is known; streams go out as they come.
  static func suits(_ headers: HTTPHeaders) -> Bool {
    guard !headers.contains(name: "content-encoding"),
      let length = headers.first(name: "content-length").flatMap({ Int($0) }), length >= smallest
    else { return false }
    return isText(headers)
  }

  static func isText(_ headers: HTTPHeaders) -> Bool {
    guard let type = headers.first(name: "content-type")?.lowercased() else { return false }
    let plain = type.prefix { $0 != ";" && $0 != " " }
    return plain.hasPrefix("text/") || plain.hasSuffix("json") || plain.hasSuffix("+xml")
  }

  /// Settles the head of one answer.
  ///
  /// A cache has to tell both forms apart: by `Vary`, and by an `ETag` of its own, because a strong
  /// one promises the same bytes.
  static func settle(
    _ head: inout HTTPResponseHead, isAsked: Bool
  ) -> HTTPResponseCompressor.CompressionIntent {
    guard isText(head.headers) else { return .doNotCompress }
    head.headers.add(name: "vary", value: "accept-encoding")
    guard isAsked, suits(head.headers) else { return .doNotCompress }
    if let tag = head.headers.first(name: "etag"), tag.hasPrefix("\""), tag.hasSuffix("\"") {
      head.headers.replaceOrAdd(name: "etag", value: tag.dropLast() + "-gzip\"")
    }
    return .compressIfPossible
  }

  /// Whether gzip is among what the client takes, by `Accept-Encoding`.
  static func isTaken(_ fields: [Substring]) -> Bool {
    var any = false
    for field in fields {
      let parts = field.lowercased().split(separator: ";").map { String($0).trimmingBlanks }
      let isRefused = parts.dropFirst().contains {
        ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0)
      }
      switch parts.first {
      case "gzip", "x-gzip": return !isRefused
      case "*": any = !isRefused
      default: break
      }
    }
    return any
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = Substring(self)
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}

/// Tells the compressor gzip or nothing.
///
/// It would take deflate where both are offered alike, which some clients read wrongly, and would
/// put a body into the answer to a HEAD, which has none.
private final class GzipWish: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
    let asked = head.headers[canonicalForm: "accept-encoding"]
    guard !asked.isEmpty else { return context.fireChannelRead(data) }
    if head.method != .HEAD, CompressionRule.isTaken(asked) {
      head.headers.replaceOrAdd(name: "accept-encoding", value: "gzip")
    } else {
      head.headers.remove(name: "accept-encoding")
    }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }
}

/// Leads an answer that no request was read for past the compressor.
///
/// What is no HTTP is answered with 400 before there is a request; the compressor keeps a list of
/// requests, and an answer to none of them would end the process.
private final class AnswersToNobody: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let compressor: HTTPResponseCompressor
  private var waiting = 0
  private var isToNobody = false

  init(past compressor: HTTPResponseCompressor) { self.compressor = compressor }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) { waiting += 1 }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .head = unwrapOutboundIn(data) {
      isToNobody = waiting == 0
      waiting = max(0, waiting - 1)
    }
    guard isToNobody else { return context.write(data, promise: promise) }
    do {
      try context.pipeline.syncOperations.context(handler: compressor).write(data, promise: promise)
    } catch {
      promise?.fail(error)
    }
  }
}

/// HTTP/1 with text compressed for those who take gzip.
struct CompressedHTTP1Channel: ServerChildChannel {
  let plain: HTTP1Channel

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    plain.setup(channel: channel, logger: logger).flatMapThrowing { value in
      // Between the parser and what turns its parts into the types handlers speak.
      let pipeline = channel.pipeline.syncOperations
      let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
      let compressor = HTTPResponseCompressor { head, isAsked in
        CompressionRule.settle(&head, isAsked: isAsked)
      }
      try pipeline.addHandlers(
        [GzipWish(), compressor, AnswersToNobody(past: compressor)], position: .after(parser))
      return value
    }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await plain.handle(value: value, logger: logger)
  }
}

extension HTTPServerBuilder {
  /// HTTP/1 as `http1`, with text compressed.
  static func compressed(configuration: HTTP1Channel.Configuration = .init()) -> HTTPServerBuilder {
    HTTPServerBuilder { responder in
      CompressedHTTP1Channel(
        plain: HTTP1Channel(responder: responder, configuration: configuration))
    }
  }
}
