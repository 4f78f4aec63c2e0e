import Casework
import Civics
import Kernel

/// A submission that may be filed.
struct CheckedSubmission: Sendable {
  let type: ServiceType
  let item: String?
  let requestKind: RequestKind
  let title: String
  let description: String
  let place: CasePlace
  let phone: PhoneNumber?
  let reporter: CaseReporter
  let confidentiality: Confidentiality
  let photos: [Identifier<CaseFile>]
  let source: CaseSource
}

/// How much may be sent (`decisions.md`).
enum SubmissionLimits {
  static let description = 5000
  static let photos = 10
  static let address = 200
  static let title = 4...60
  /// Characters of a title made from the description.
  static let ownTitle = 30
}

extension Submission {
  /// Everything that is wrong at once, each with its field; or what may be filed.
  func checked(
    by viewer: Viewer, catalogue: ServiceCatalogue, region: String, isImported: Bool = false
  ) throws -> CheckedSubmission {
    var faults = Faults()
    let type = faults.type(service, catalogue)
    let item = faults.item(self.item, of: type)
    let words = description.trimmed
    faults.words(words, photos, isImported: isImported)
    let title = faults.title(self.title, isImported: isImported)
    let place = faults.place(self, region: region)
    let phone = faults.phone(self.phone)
    let anonymous = faults.anonymous(self, type, viewer)
    guard faults.list.isEmpty, let type else { throw Problem(faults.list) }
    let person = viewer.can(.fileForOthers) && source != .web ? onBehalfOf : viewer.person
    guard anonymous || isImported || person != nil || viewer.person != nil || viewer.client != nil
    else { throw Problem(.signInNeeded) }
    return CheckedSubmission(
      type: type, item: item, requestKind: requestKind ?? type.requestKind,
      title: title ?? Self.title(from: words), description: words, place: place, phone: phone,
      reporter: CaseReporter(
        person: person, isAnonymous: anonymous, hidesFromHandler: hidesFromHandler),
      confidentiality: isShared ? .open : .staff, photos: Self.unique(photos), source: source)
  }

  /// The first sentence or line, cut where it is too long.
  static func title(from words: String) -> String {
    let first = words.split(whereSeparator: { "。！？!?；;\n".contains($0) }).first ?? ""
    let sentence = String(first).trimmed
    guard sentence.count > SubmissionLimits.ownTitle else { return sentence }
    return sentence.prefix(SubmissionLimits.ownTitle - 1) + "…"
  }

  private static func unique(_ photos: [Identifier<CaseFile>]) -> [Identifier<CaseFile>] {
    var seen: Set<Identifier<CaseFile>> = []
    return photos.filter { seen.insert($0).inserted }
  }
}
