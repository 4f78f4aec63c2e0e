import FoundationEssentials
import Glibc

extension PhotoCleaner {
  /// `linli-photo` in the folder of the running executable; tests find it there too.
  public static var programBesideThisOne: String { ChildProcess.besideThisOne("linli-photo") }

  /// What the program says on standard error.
  private struct Report: Decodable {
    var type: String
    var width: Int
    var height: Int
  }

  static func photo(_ ended: ChildProcess.Outcome, _ type: ContentType) throws(Fault) -> Photo {
    switch ended {
    case .exited(0, let output, let notes): try photo(output, notes)
    case .exited(let status, _, _): throw fault(status, type)
    case .outOfTime: throw .tookTooLong
    case .tooMuchOutput: throw .tooManyPixels
    case .notRun(let code): throw .unavailable(code: Int(code))
    }
  }

  private static func photo(_ output: [UInt8], _ notes: [UInt8]) throws(Fault) -> Photo {
    let type = ContentType.sniff(output)
    guard let report = try? JSONDecoder().decode(Report.self, from: Data(notes)), type.isPhoto
    else { throw .unavailable(code: 0) }
    return Photo(bytes: output, type: type, width: report.width, height: report.height)
  }

  /// The endings of `Sources/linli-photo/photo.h`.
  private static func fault(_ status: Int32, _ type: ContentType) -> Fault {
    switch status {
    case 65: .notAPhoto(type)
    case 66: .broken
    case 67: .tooManyPixels
    case 68: .moving
    // Out of time by its own clock.
    case 128 + SIGXCPU: .tookTooLong
    // A decoder that falls over a file has met a broken file; the server goes on.
    case 128 + SIGSEGV, 128 + SIGABRT, 128 + SIGBUS, 128 + SIGFPE, 128 + SIGILL, 128 + SIGTRAP:
      .broken
    default: .unavailable(code: Int(status))
    }
  }
}

extension PhotoCleaner.Fault: ProblemConvertible {
  /// For an upload by itself; a form names the photo and says what to change.
  public var problem: Problem {
    switch self {
    case .tooBig, .tooManyPixels: Problem(.tooLarge)
    case .notAPhoto, .moving: Problem(.unsupportedType)
    case .broken: Problem(.malformed)
    case .busy, .tookTooLong, .unavailable: Problem(.unavailable)
    }
  }
}
