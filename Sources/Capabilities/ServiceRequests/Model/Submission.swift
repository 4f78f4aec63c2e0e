import Casework
import Civics
import Kernel

/// What somebody wants to report, not yet checked.
struct Submission: Sendable, Codable {
  var title: String?
  var text = ""
  /// A type, or nil when `item` says enough.
  var service: String?
  var item: String?
  var area: String?
  var address = ""
  var latitude: Double?
  var longitude: Double?
  var phone: String?
  var isAnonymous = false
  /// Those who work on it do not learn who it was.
  var hidesFromHandler = false
  /// Nil: what requests of the type usually are.
  var requestKind: RequestKind?
  var isPublic = true
  var photos: [String] = []
  /// What was said instead of written, as the id of its file.
  var voice: String?
  var source = CaseSource.web
  /// Before what time of the year it has to be done, as a code of the table; on patrol only.
  var season: String?
}

/// How long words and how many photos may be; data with a date, docs/rules.md §8.
struct SubmissionLimits: Sendable {
  var textLength = 5000
  var titleLength = 60
  var addressLength = 200
  var photos = 10
}
