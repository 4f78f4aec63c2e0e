import Casework
import Civics
import Kernel

/// What somebody reports, as it came in; `Submission.checked` makes a case of it.
struct Submission: Hashable, Sendable {
  /// Open311's `service_code`.
  var service: String
  var item: String?
  var requestKind: RequestKind?
  var source = CaseSource.web
  /// Nil: the first words of the description.
  var title: String?
  var description = ""
  /// Digits of an area: 6 at least, 12 for a community, 15 for a grid; nil: the whole site.
  var area: String?
  var address = ""
  var latitude: Double?
  var longitude: Double?
  var datum = Coordinate.Datum.wgs84
  var phone: String?
  var isAnonymous = false
  var hidesFromHandler = false
  /// Neighbours may see the matter and join.
  var isShared = false
  var photos: [Identifier<CaseFile>] = []
  /// For whom it is filed, where staff file for somebody who has an account.
  var onBehalfOf: Identifier<Person>?

  init(service: String) { self.service = service }
}

/// The answer to a filing, kept for repeated requests.
struct Receipt: Hashable, Codable, Sendable {
  let id: Identifier<Case>
  let no: String
  let ref: Int64
  let state: CaseState
  let version: Int
  let submittedAt: Timestamp
  /// Until when it is accepted.
  let dueAt: Timestamp?
  /// The words sound like an emergency: the line to call at once.
  let emergency: EmergencyLine?
}

/// The answer to a move.
struct MoveReceipt: Hashable, Codable, Sendable {
  let id: Identifier<Case>
  let no: String
  let state: CaseState
  let version: Int
  let dueAt: Timestamp?
}
