import HTTPTypes
import Hummingbird
import NIOCore

/// Takes a body within its limit; what is longer is refused before it is held.
enum BodyReader {
  /// `detail`: what is said when it is longer.
  static func collect(
    _ request: Request, limit: Int, detail: String? = nil
  ) async throws -> ByteBuffer {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw Problem(.tooLarge, detail)
    }
    var whole = ByteBuffer()
    var pieces = request.body.makeAsyncIterator()
    while let piece = try await next(&pieces) {
      guard whole.readableBytes + piece.readableBytes <= limit else {
        throw Problem(.tooLarge, detail)
      }
      whole.writeImmutableBuffer(piece)
    }
    return whole
  }

  /// A body that breaks off is the connection's fault and not ours.
  private static func next(
    _ pieces: inout RequestBody.AsyncIterator
  ) async throws -> ByteBuffer? {
    do {
      return try await pieces.next()
    } catch is CancellationError {
      throw Problem(.unavailable)
    } catch {
      throw Problem(.malformed, "problem.truncated")
    }
  }

  /// Bytes of a form without files that are taken, and that are read to be given back.
  private static let (takenText, longestText) = (1 << 20, 4 << 20)

  /// The fields and files of a posted form, whichever of the two encodings it has.
  ///
  /// `folder`: where files go; nil where the route takes none.
  /// `limit`: bytes of the whole body.
  static func form(
    _ request: Request, folder: String?, limit: Int, parts: MultipartReader.Limits = .init()
  ) async throws -> Form {
    let type = request.headers[.contentType] ?? ""
    if type.lowercased().hasPrefix("application/x-www-form-urlencoded") {
      let body = try await collect(request, limit: longestText, detail: "problem.text-too-long")
      var form = try fields(body.readableBytesView)
      form.isOverlong = body.readableBytes > takenText
      return form
    }
    guard type.lowercased().hasPrefix("multipart/form-data"), let folder,
      var reader = MultipartReader(contentType: type, folder: folder, limits: parts)
    else { throw Problem(.unsupportedType) }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw Problem(.tooLarge)
    }
    var size = 0
    do {
      var pieces = request.body.makeAsyncIterator()
      while let piece = try await next(&pieces) {
        size += piece.readableBytes
        guard size <= limit else { throw Problem(.tooLarge) }
        try reader.add(piece.readableBytesView)
      }
      return try reader.finish()
    } catch {
      reader.abandon()
      throw error
    }
  }

  private static func fields(_ bytes: ByteBufferView) throws -> Form {
    if let text = String(validating: bytes, as: UTF8.self), let values = URLEncoded.parse(text) {
      return Form(values: values)
    }
    guard let values = URLEncoded.salvaged(bytes) else { throw Problem(.malformed) }
    var form = Form(values: values)
    form.isMisread = true
    return form
  }
}
