import HTTPTypes
public import Hummingbird

extension Call {
  /// A person's sound or film, whole or the part that the player asks for (RFC 9110 §14).
  ///
  /// Some players play nothing unless they can ask for parts.
  public func media(_ bytes: [UInt8], type: String) -> Response {
    var headers: HTTPFields = [
      .contentType: type, .cacheControl: "private, max-age=300", .acceptRanges: "bytes",
      .contentDisposition: "inline",
    ]
    guard let wanted = request.headers[.range], wanted.hasPrefix("bytes="),
      !wanted.contains(",")
    else {
      return Response(
        status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
    guard let part = Self.part(wanted.dropFirst(6), of: bytes.count) else {
      headers[.contentRange] = "bytes */\(bytes.count)"
      headers[.contentType] = nil
      return Response(status: .rangeNotSatisfiable, headers: headers)
    }
    headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound)/\(bytes.count)"
    return Response(
      status: .partialContent, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes[part])))
  }

  /// `0-`, `100-199` or `-500`; nil for what lies outside.
  static func part(_ text: Substring, of count: Int) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, count > 0 else { return nil }
    if ends[0].isEmpty {
      guard let last = Int(ends[1]), last > 0 else { return nil }
      return max(0, count - last)...(count - 1)
    }
    guard let first = Int(ends[0]), first >= 0, first < count else { return nil }
    let last = ends[1].isEmpty ? count - 1 : Int(ends[1]).map { min($0, count - 1) }
    guard let last, last >= first else { return nil }
    return first...last
  }
}
