/// How large which kind of file may be (docs/rules.md §2); other kinds are refused.
public struct AttachmentLimits: Sendable, Equatable {
  /// Bytes.
  public var photo: Int
  public var pdf: Int
  public var video: Int

  public init(photo: Int, pdf: Int, video: Int) {
    self.photo = photo
    self.pdf = pdf
    self.video = video
  }

  /// 10, 20 and 100 MB.
  public static let standard = AttachmentLimits(photo: 10 << 20, pdf: 20 << 20, video: 100 << 20)

  public enum Refusal: Error, Equatable {
    case empty
    case notAccepted(ContentType)
    case tooBig(bytes: Int, limit: Int)
  }

  /// Nil for kinds that are not accepted at all.
  public func limit(for type: ContentType) -> Int? {
    if type.isPhoto { return photo }
    if type.isVideo { return video }
    return type == .pdf ? pdf : nil
  }

  /// The type of a file that may be kept; `head` is at least its first 16 bytes.
  @discardableResult
  public func checked(_ head: [UInt8], size: Int) throws(Refusal) -> ContentType {
    guard size > 0 else { throw .empty }
    let type = ContentType.sniff(head)
    guard let limit = limit(for: type) else { throw .notAccepted(type) }
    guard size <= limit else { throw .tooBig(bytes: size, limit: limit) }
    return type
  }

  /// Megabytes as people are told them, rounded up to a tenth: a file over 10 MB is never "10 MB".
  public static func megabytes(_ bytes: Int) -> String {
    let tenths = (bytes * 10 + (1 << 20) - 1) >> 20
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
