import Foundation
import Glibc
public import Kernel
import NIOCore
import PostgresDriver

/// What the command line says when something cannot be done: what it was, and what to do.
public enum OperatorSentence {
  /// One sentence or two for any error there is; never a password or a key.
  ///
  /// `words`: where problems find their sentences; the kernel's own when nil.
  public static func of(
    _ error: any Error, settings: AppSettings, words: Words? = nil
  ) -> String {
    switch error {
    case let problem as Problem: of(problem, words)
    case let error as any ProblemConvertible & Error where !(error is FileStore.Fault):
      of(error.problem, words)
    case let error as StoreError: of(error, settings)
    case let error as SecretFault: of(error)
    case let error as MigrationError: of(error)
    case let error as FileStore.Fault: of(error)
    case let error as DurableFile.Fault: "A file could not be written: \(system(error.code))."
    case let error as IOError: of(error, settings)
    case is SocketAddressError, is SocketAddressError.UnknownHost:
      "\(settings.host) is neither an address nor a known name: choose another --host."
    case let error as CocoaError: of(error)
    default: "\(error)"
    }
  }

  private static func of(_ problem: Problem, _ words: Words?) -> String {
    guard let words = words ?? (try? Words(WordFile.kernel)) else { return problem.kind.slug }
    let fields = problem.fields.map {
      "\($0.field): " + words.text($0.message, $0.values, in: .english)
    }
    guard fields.isEmpty else { return fields.joined(separator: "; ") }
    return words.text(
      problem.detail ?? problem.kind.title + ".detail", problem.values, in: .english)
  }

  private static func of(_ error: StoreError, _ settings: AppSettings) -> String {
    switch error {
    case .unavailable, .retry, .cancelled:
      if let reason = unreachable(settings) {
        return "PostgreSQL does not answer: \(reason). Is it running, and is --database right?"
      }
      return "The database is busy, full or not writable at the moment: try again."
    case .commitUnknown:
      return "The connection was lost during the commit: look whether it was done, then try again."
    case .unique, .foreignKey, .check, .notNull:
      return "The data refused it (\(error)): nothing was changed."
    case .storage(let reason):
      return
        "\(disk(settings)) is full or cannot be written (\(reason)): make room, then try again."
    case .other(let reason): return reason
    }
  }

  private static func disk(_ settings: AppSettings) -> String {
    switch try? SiteStorage.place(of: SitesFile.standard, settings) {
    case .sqlite(let path): "The disk of \(path)"
    case .postgres, nil: "The disk of the PostgreSQL server"
    }
  }

  /// Foundation's sentences name no path.
  private static func of(_ error: CocoaError) -> String {
    guard let path = error.filePath else { return error.localizedDescription }
    return "\(path): \(error.localizedDescription)"
  }

  private static func unreachable(_ settings: AppSettings) -> String? {
    guard case .postgres(let options) = try? SiteStorage.place(of: SitesFile.standard, settings)
    else { return nil }
    return try? PostgresDriver.complaint(of: options)
  }

  private static func of(_ error: SecretFault) -> String {
    switch error {
    case .keyFile(let path, let code): "The key file \(path) cannot be used: \(system(code))."
    case .keyFileOpenToOthers(let path):
      "The key file \(path) can be read by others. Run: chmod 600 \(path)"
    case .keyFileMalformed(let path):
      "The key file \(path) is not what was written: put it back from where the backups' keys are kept."
    case .noKey(let purpose): "The key file holds no key to \(purpose.rawValue)."
    case .unknownKey(let id):
      "The key \(id), with which something was sealed, is not in the key file."
    case .malformed, .notAuthentic, .badParameters: "A sealed value cannot be opened (\(error))."
    }
  }

  private static func of(_ error: MigrationError) -> String {
    switch error {
    case .unknown(let step):
      "The data is newer than this program, which does not know the step \(step): use a newer linli."
    case .changed(let step):
      "The step \(step) was applied with another text: this is not the program that made the data."
    case .outOfOrder(let step): "The step \(step) is missing although later ones were applied."
    case .failed(let step, let reason):
      "The step \(step) cannot be applied: \(reason)"
    }
  }

  private static func of(_ error: FileStore.Fault) -> String {
    switch error {
    case .notFound: "A file that the data names is missing."
    case .damaged(let key): "The file \(key.rawValue) is damaged: restore it from a backup."
    case .busy: "Too many files at once: try again."
    case .system(let code): "A file could not be read or written: \(system(code))."
    }
  }

  private static func of(_ error: IOError, _ settings: AppSettings) -> String {
    let place = "\(settings.host):\(settings.port)"
    return switch error.errnoCode {
    case EADDRINUSE: "Something else listens at \(place): end it, or choose another --port."
    case EACCES: "This user may not listen at \(place): choose a --port above 1023."
    case EADDRNOTAVAIL: "\(settings.host) is no address of this machine: choose another --host."
    default: "The network refused: \(system(error.errnoCode))."
    }
  }

  static func system(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }
}

extension OpenSite {
  /// Every sentence of the site's capabilities and the kernel's.
  ///
  /// - Throws: when the shipped words are broken.
  public func words() throws -> Words {
    try Words(WordFile.kernel + city.capabilities.flatMap(\.words))
  }
}
