import Foundation
import Kernel

/// Why a backup or a restore stopped; nothing was overwritten.
public enum BackupFault: Error, Hashable, CustomStringConvertible {
  case exists(String)
  /// A folder that a backup before this one began and did not finish.
  case leftOver(String)
  case incomplete(String)
  case damaged(String)
  case otherEngine(String)
  case otherSite(String)
  case noKeys(String)
  case wrongKeys(String)
  /// Where it should go, and why it does not.
  case cannotWrite(String, String)
  /// All of it is in place, but could not be looked through; where it is, and why.
  case unproven(String, String)
  /// The rest is in place, but what was restored is not what was backed up.
  case notWhatWasBackedUp(String)

  public var description: String {
    switch self {
    case .exists(let path):
      "\(path) is already there, and nothing is overwritten: choose an empty place."
    case .leftOver(let path):
      "\(path) is left of a backup that did not finish: remove it unless one is running now, then try again."
    case .incomplete(let folder):
      "\(folder) holds no manifest.json: it is no backup, or one that did not finish."
    case .damaged(let name):
      "The backup is damaged: \(name) is not what was written. Nothing was changed; take another."
    case .otherEngine(let engine):
      "This backup is of \(engine): name such a place with --database."
    case .otherSite(let site):
      "This backup is of the site “\(site)”: say --site \(site)."
    case .noKeys(let path):
      "There are no keys at \(path): name the key file with --keys. Without it nobody can read what is sealed."
    case .wrongKeys(let path):
      "The keys at \(path) are not those of this backup. Nothing was changed; name the right file with --keys."
    case .cannotWrite(let path, let reason):
      "Nothing could be written to \(path): \(reason). What was begun is removed; make room or choose another place."
    case .unproven(let place, let reason):
      "Everything is in \(place), but it could not be looked through: \(reason) Mend that, then run: linli audit verify"
    case .notWhatWasBackedUp(let what):
      "The restored site does not fit: \(what). Do not serve it; take another backup."
    }
  }
}

extension BackupFault {
  /// Nil for what is not about a place on a disk.
  static func written(to path: String, _ error: any Error) -> BackupFault? {
    switch error {
    case StoreError.storage(let reason): .cannotWrite(path, reason)
    case let error as DurableFile.Fault: .cannotWrite(path, OperatorSentence.system(error.code))
    case FileStore.Fault.system(let code): .cannotWrite(path, OperatorSentence.system(code))
    case let error as CocoaError: .cannotWrite(path, error.localizedDescription.withoutStop)
    default: nil
    }
  }
}

extension String {
  /// For the middle of a sentence of ours.
  fileprivate var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
