/// Makes a stranger's photo fit to keep: upright, not too large, without its metadata.
///
/// The decoding happens in the program `linli-photo`, a process for each photo, so that a hostile
/// file meets neither the server's memory nor its keys (docs/adr/0004).
public struct PhotoCleaner: Sendable {
  public struct Photo: Sendable, Equatable {
    public let bytes: [UInt8]
    public let type: ContentType
    public let width: Int
    public let height: Int
  }

  public enum Fault: Error, Equatable {
    case tooBig(bytes: Int, limit: Int)
    /// Not JPEG, PNG or WebP; the type tells what it was.
    case notAPhoto(ContentType)
    /// Cut off or damaged.
    case broken
    /// More than 60 megapixels.
    case tooManyPixels
    case moving
    /// Too many photos at once: try again.
    case busy
    case tookTooLong
    /// The program is missing or fails whatever it is given; `code` is an `errno` or its exit
    /// status.
    case unavailable(code: Int)
  }

  private let program: String
  private let limits: AttachmentLimits
  private let milliseconds: Int32
  private let work: BlockingWork

  /// Cleans `width` photos at the same time; each takes one core and mostly under 120 MB.
  ///
  /// `seconds` is what one photo may take, also on a busy machine.
  public init(
    program: String = PhotoCleaner.programBesideThisOne, limits: AttachmentLimits = .standard,
    width: Int = 2, waiting: Int = 32, seconds: Double = 20
  ) {
    self.program = program
    self.limits = limits
    milliseconds = Int32(seconds * 1000)
    work = BlockingWork(name: "photos", width: width, waiting: waiting)
  }

  /// The photo without metadata, its long side at most `longSide` pixels, in its own format.
  ///
  /// Nothing of the metadata is read: docs/adr/0021.
  public func clean(_ bytes: [UInt8], longSide: Int = 2560) async throws(Fault) -> Photo {
    try await run(["clean", "--long-side", "\(longSide)"], bytes)
  }

  /// A small JPEG for lists, best made of a cleaned photo.
  public func thumbnail(of bytes: [UInt8], longSide: Int = 480) async throws(Fault) -> Photo {
    try await run(["thumbnail", "--long-side", "\(longSide)"], bytes)
  }

  /// A part of the upright photo, in thousandths of its width and height.
  public struct Box: Hashable, Codable, Sendable {
    public let left: Int
    public let top: Int
    public let width: Int
    public let height: Int

    /// Nil for what lies outside the photo or holds nothing of it.
    public init?(left: Int, top: Int, width: Int, height: Int) {
      guard (0...999).contains(left), (0...999).contains(top), (1...1000).contains(width),
        (1...1000).contains(height), left + width <= 1000, top + height <= 1000
      else { return nil }
      (self.left, self.top, self.width, self.height) = (left, top, width, height)
    }

    /// As `linli-photo` takes it.
    var argument: String { "\(left),\(top),\(width),\(height)" }
  }

  /// Boxes one photo may have.
  public static let mostBoxes = 40

  /// A copy with flat tiles over the boxes: nothing under them can be had back.
  public func cover(_ boxes: [Box], in bytes: [UInt8]) async throws(Fault) -> Photo {
    try await run(
      ["cover"] + boxes.prefix(Self.mostBoxes).flatMap { ["--box", $0.argument] }, bytes)
  }

  private func run(_ arguments: [String], _ bytes: [UInt8]) async throws(Fault) -> Photo {
    let type = ContentType.sniff(bytes)
    guard type.isPhoto else { throw .notAPhoto(type) }
    guard bytes.count <= limits.photo else {
      throw .tooBig(bytes: bytes.count, limit: limits.photo)
    }
    let (program, milliseconds) = (program, milliseconds)
    let ended: ChildProcess.Outcome
    do {
      ended = try await work.run {
        ChildProcess.run(program, arguments, input: bytes, milliseconds: milliseconds)
      }
    } catch {
      throw .busy
    }
    return try Self.photo(ended, type)
  }
}
